import type { JsonValue } from '@concordat/core'
import type { EnabledAnswer, RequestChange, StateOutcome } from './provider-state.ts'

/** A request as it goes over the wire, to be sent as it is. */
export interface ExampleRequest {
  readonly operationId: string
  /** The documented status that it is answered with. */
  readonly status: number | 'default'
  readonly method: string
  /** Path and query, from the root of the reference server. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** The body as text; absent when there is none. */
  readonly body?: string
  /** In place of `body`: send so many bytes, whatever they are. */
  readonly bodyBytes?: number
}

/** What a request to an operation carries when nothing is unusual. */
export interface PlainRequest {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** Where an operation is, as its document says it. */
export interface OperationPlace {
  readonly method: string
  /** The template, for example `/user/{id}/sessions`. */
  readonly path: string
  readonly responses: Readonly<Record<string, unknown>>
}

/** An API as far as requests to it are concerned. */
export interface CallableApi {
  /** Where it is mounted, without a slash at the end. */
  readonly prefix: string
  readonly operations: Readonly<Record<string, OperationPlace>>
  plainRequest(operationId: string, outcome: StateOutcome): PlainRequest
}

/** Makes the request that gets an answer which a state enables. */
export function exampleRequest(
  api: CallableApi,
  enabled: EnabledAnswer,
  outcome: StateOutcome,
): ExampleRequest {
  const { operationId, status } = enabled
  const place = api.operations[operationId]
  if (!place) throw new Error(`no operation ${operationId} under ${api.prefix}`)
  const change = typeof enabled.change === 'function' ? enabled.change(outcome) : enabled.change
  const plain = api.plainRequest(operationId, outcome)
  const query = change?.query === undefined ? '' : `?${change.query}`
  return {
    operationId,
    status,
    method: change?.method ?? place.method,
    path: api.prefix + filledPath(place.path, { ...outcome.params, ...change?.path }) + query,
    headers: changedHeaders(plain.headers, change?.headers),
    ...(change?.body ? changedBody(change.body) : plain.body !== undefined && { body: plain.body }),
  }
}

function filledPath(template: string, params: Readonly<Record<string, JsonValue>>): string {
  return template.replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  )
}

function changedHeaders(
  headers: Readonly<Record<string, string>>,
  change: Readonly<Record<string, string | null>> = {},
): Record<string, string> {
  const changed: Record<string, string> = {}
  for (const [name, value] of Object.entries({ ...headers, ...change })) {
    if (value !== null) changed[name] = value
  }
  return changed
}

function changedBody(
  body: NonNullable<RequestChange['body']>,
): Pick<ExampleRequest, 'body' | 'bodyBytes'> {
  if ('bytes' in body) return { bodyBytes: body.bytes }
  return { body: 'text' in body ? body.text : JSON.stringify(body.json) }
}
