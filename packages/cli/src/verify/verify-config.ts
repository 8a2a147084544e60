import { ConcordatError, isJsonObject } from '@concordat/core'
import type { VerifyOptions } from '@concordat/verify'

/** What `verify` of the configuration may say: the options of `verify()`, and what only the command knows. */
export interface VerifyConfig
  extends Omit<VerifyOptions, 'document' | 'model' | 'fetch' | 'onEvent' | 'signal' | 'budget'> {
  /** The document, when none is named on the command line. */
  readonly document?: string
  /** Milliseconds, or a text such as `30s`. @default as long as what the document implies may take */
  readonly budget?: number | string
  /** File of known findings. */
  readonly baseline?: string
  /** Settings for single APIs, by the API's short name; they win over those beside them. */
  readonly apis?: Readonly<Record<string, Omit<VerifyConfig, 'apis'>>>
}

const known = new Set([
  'document',
  'url',
  'auth',
  'identities',
  'headers',
  'seed',
  'budget',
  'maxRequests',
  'rate',
  'concurrency',
  'timeout',
  'consistency',
  'maxResponseTime',
  'phases',
  'include',
  'exclude',
  'states',
  'pools',
  'expendable',
  'allowUnverified',
  'safe',
  'destructive',
  'keep',
  'hooks',
  'checks',
  'conventions',
  'extraChecks',
  'failOn',
  'baseline',
  'apis',
])

/**
 * Takes the settings for one API out of a loaded configuration.
 * @throws ConcordatError `E_CONFIG_INVALID` for a setting that does not exist: a misspelt one must not pass in silence.
 */
export function verifyConfigFor(
  config: Readonly<Record<string, unknown>> | undefined,
  api: string,
): VerifyConfig {
  if (config === undefined) return {}
  const { apis, ...shared } = config
  const own = isRecord(apis) && Object.hasOwn(apis, api) ? apis[api] : {}
  if (apis !== undefined && !isRecord(apis)) throw invalid('apis', 'an object by API name')
  if (!isRecord(own)) throw invalid(`apis.${api}`, 'an object')
  const merged: Record<string, unknown> = { ...shared, ...own }
  for (const name of Object.keys(merged)) {
    if (!known.has(name)) throw invalid(name, `one of ${[...known].join(', ')}`)
  }
  return merged // seam: the members' own parsers refuse what is of the wrong type
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return isJsonObject(value)
}

function invalid(path: string, expected: string): ConcordatError {
  return new ConcordatError(
    'E_CONFIG_INVALID',
    `verify.${path} of the configuration: expected ${expected}.`,
  )
}
