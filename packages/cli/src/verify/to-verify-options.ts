import { ConcordatError } from '@concordat/core'
import type { PhaseName, VerifyOptions } from '@concordat/verify'
import {
  parseAuth,
  parseChecks,
  parseCount,
  parseDuration,
  parseExcuses,
  parseHeaders,
  parseIdentities,
  parsePools,
  parseShard,
} from './parse-flags.ts'
import type { VerifyConfig } from './verify-config.ts'

/** Flags of `concordat verify` as the parser gives them. */
export interface VerifyFlags {
  readonly url?: string
  readonly auth: readonly string[]
  readonly identity: readonly string[]
  readonly header: readonly string[]
  readonly allowUnverified: readonly string[]
  readonly safe?: boolean
  readonly destructive?: boolean | readonly string[]
  readonly keep?: boolean
  readonly pool: readonly string[]
  readonly expendable?: readonly string[]
  readonly states?: string
  readonly seed?: string
  readonly budget?: string
  readonly maxRequests?: string
  readonly rate?: string
  readonly concurrency?: string
  readonly timeout?: string
  readonly consistency?: string
  readonly maxResponseTime?: string
  readonly phase?: readonly string[]
  readonly include?: readonly string[]
  readonly exclude?: readonly string[]
  readonly shard?: string
  readonly merge?: readonly string[]
  readonly check: readonly string[]
  readonly format: string
  readonly output?: string
  readonly report: readonly string[]
  readonly exchanges?: string
  readonly failOn?: string
  readonly baseline?: string
  readonly updateBaseline?: boolean
  readonly quiet?: boolean
  readonly config?: string
}

const phases: readonly PhaseName[] = ['examples', 'coverage', 'generation', 'stateful', 'security']

/** Joins flags and configuration; flags win, credentials and headers are merged one by one. */
export function toVerifyOptions(flags: VerifyFlags, config: VerifyConfig): VerifyOptions {
  const { document: _, budget, failOn, baseline: ___, apis: ____, ...settings } = config
  const url = flags.url ?? settings.url
  if (url === undefined) {
    throw new ConcordatError(
      'E_USAGE',
      'Where is the server? Give its base URL: --url http://localhost:3000.',
    )
  }
  const numbers = {
    seed: count('--seed', flags.seed),
    maxRequests: count('--max-requests', flags.maxRequests),
    rate: count('--rate', flags.rate),
    concurrency: count('--concurrency', flags.concurrency),
    budget:
      duration('--budget', flags.budget ?? (typeof budget === 'string' ? budget : undefined)) ??
      (typeof budget === 'number' ? budget : undefined),
    timeout: duration('--timeout', flags.timeout),
    consistency: duration('--consistency', flags.consistency),
    maxResponseTime: duration('--max-response-time', flags.maxResponseTime),
  }
  const identities = parseIdentities(flags.identity)
  return {
    ...settings,
    url,
    failOn: parseFailOn(flags.failOn ?? failOn ?? 'error'),
    ...Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== undefined)),
    auth: { ...settings.auth, ...parseAuth(flags.auth) },
    headers: { ...settings.headers, ...parseHeaders(flags.header) },
    checks: [...(settings.checks ?? []), ...parseChecks(flags.check)],
    allowUnverified: { ...settings.allowUnverified, ...parseExcuses(flags.allowUnverified) },
    pools: { ...settings.pools, ...parsePools(flags.pool) },
    ...(flags.safe === undefined ? {} : { safe: flags.safe }),
    ...(flags.destructive === undefined ? {} : { destructive: flags.destructive }),
    ...(flags.keep === undefined ? {} : { keep: flags.keep }),
    ...(flags.expendable === undefined ? {} : { expendable: flags.expendable }),
    ...(identities.length > 0 ? { identities } : {}),
    ...(flags.states === undefined ? {} : { states: flags.states }),
    ...(flags.phase === undefined ? {} : { phases: flags.phase.map(parsePhase) }),
    ...(flags.include === undefined ? {} : { include: flags.include }),
    ...(flags.exclude === undefined ? {} : { exclude: flags.exclude }),
    ...(flags.shard === undefined ? {} : { shard: parseShard(flags.shard) }),
  }
}

function count(flag: string, value: string | undefined): number | undefined {
  return value === undefined ? undefined : parseCount(flag, value)
}

function duration(flag: string, value: string | undefined): number | undefined {
  return value === undefined ? undefined : parseDuration(flag, value)
}

function parsePhase(name: string): PhaseName {
  const phase = phases.find((known) => known === name)
  if (phase !== undefined) return phase
  throw new ConcordatError(
    'E_USAGE',
    `There is no phase \`${name}\`. Phases: ${phases.join(', ')}.`,
  )
}

function parseFailOn(value: string): NonNullable<VerifyOptions['failOn']> {
  if (value === 'error' || value === 'warning' || value === 'info' || value === 'never')
    return value
  throw new ConcordatError(
    'E_USAGE',
    `\`--fail-on ${value}\`: expected error, warning, info or never.`,
  )
}
