import { findResponse, negotiate, type ResponseDescriptor } from '@concordat/wire'

/** A documented response, and how it is to be answered. */
export interface ResponseChoice {
  /** `'200'`, `'2XX'` or `'default'`. */
  readonly key: string
  readonly status: number
  /** As the document writes it; `undefined` for a response without content. */
  readonly mediaType: string | undefined
}

/** What a caller would rather have. */
export interface Preferences {
  readonly code?: number
  /** Name of one of the document's examples. */
  readonly example?: string
  /** Whether the answer is made of the schema even where there is an example. */
  readonly dynamic?: boolean
  /** Seed of what is made. */
  readonly seed?: number
}

/**
 * Reads what a `Prefer` header asks of a server that answers examples.
 *
 * @see RFC 7240, section 2
 */
export function readPreferences(header: string | null): Preferences {
  const code = /(?:^|[,;\s])code\s*=\s*"?(\d{3})"?/i.exec(header ?? '')?.[1]
  const named = /(?:^|[,;\s])example\s*=\s*(?:"([^"]*)"|([^\s,;"]+))/i.exec(header ?? '')
  const example = named?.[1] ?? named?.[2]
  const dynamic = /(?:^|[,;\s])dynamic\s*=\s*"?(true|false)/i.exec(header ?? '')?.[1]
  const seed = /(?:^|[,;\s])seed\s*=\s*"?(\d{1,9})/i.exec(header ?? '')?.[1]
  return {
    ...(dynamic !== undefined && { dynamic: dynamic.toLowerCase() === 'true' }),
    ...(seed !== undefined && { seed: Number(seed) }),
    ...(code !== undefined && { code: Number(code) }),
    ...(example !== undefined && { example }),
  }
}

/** Documented responses in the order in which they are tried: what is preferred, successes, then all others. */
export function orderResponses(
  responses: Readonly<Record<string, ResponseDescriptor>>,
  { code }: Preferences,
  accept: string | null,
): readonly ResponseChoice[] {
  const preferred = code === undefined ? undefined : findResponse(responses, code)
  const choices = Object.keys(responses)
    .map((key) => ({ key, status: statusOf(key) }))
    .filter(({ status }) => status >= 200)
    .sort((left, right) => rank(left.key) - rank(right.key))
  const first = preferred && code !== undefined && code >= 200 && code <= 599
  return [...(first ? [{ key: preferred.key, status: code }] : []), ...choices].map(
    ({ key, status }) => ({ key, status, mediaType: mediaTypeOf(responses[key], accept) }),
  )
}

function statusOf(key: string): number {
  if (key === 'default') return 200
  return /^[1-5]XX$/i.test(key) ? Number(key[0]) * 100 : Number(key)
}

/** 200, 201, ... 2XX, `default`, then redirects, then errors. */
function rank(key: string): number {
  const status = statusOf(key)
  if (key === 'default') return 299.9
  return /XX$/i.test(key) ? status + 99.5 : status
}

function mediaTypeOf(
  response: ResponseDescriptor | undefined,
  accept: string | null,
): string | undefined {
  const offers = Object.keys(response?.content ?? {})
  return negotiate(accept, offers) ?? offers[0]
}

const concrete: Readonly<Record<string, string>> = {
  '*/*': 'application/json',
  'application/*': 'application/json',
  'text/*': 'text/plain',
  'image/*': 'image/png',
  'audio/*': 'audio/mpeg',
  'video/*': 'video/mp4',
}

/** A media type that a documented key covers. */
export function concreteMediaType(key: string, binary: boolean): string {
  if (!key.includes('*')) return key
  if (binary && /^(\*|application)\//.test(key)) return 'application/octet-stream'
  return concrete[key] ?? key.replace('*', 'example')
}
