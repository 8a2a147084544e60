import type { MediaTypeModel, ResponseModel } from '@concordat/model'
import { findMediaType, type MediaTypeParts, readMediaType } from '../plan/media-type.ts'
import { findResponse, isJsonType, type OperationPlan } from '../plan/operation-plan.ts'
import type { RequestVerdict } from '../request/request-verdict.ts'
import {
  headerValue,
  type WireFailure,
  type WireOutcome,
  type WireRequest,
  type WireResponse,
} from '../transport/wire-exchange.ts'
import type { Purpose } from './purpose.ts'

/** A request, what came back, and what the document says of both. Checks read it and nothing else. */
export interface Exchange {
  readonly operation: OperationPlan
  readonly request: WireRequest
  readonly purpose: Purpose
  readonly verdict: RequestVerdict
  readonly milliseconds: number
  /** The longest time that the user allows an answer to take, when he says one. */
  readonly allowedMilliseconds?: number
  /** Credentials that no answer may show. */
  readonly secrets?: readonly string[]
  readonly answer?: Answer
  readonly failure?: WireFailure
}

/** An answer beside its documentation. */
export interface Answer extends WireResponse {
  /** The documented response for this status, `default` included. */
  readonly documented?: ResponseModel
  readonly mediaType?: MediaTypeParts
  /** The documented entry for the answer's media type. */
  readonly content?: MediaTypeModel
  readonly parsed: ParsedBody
}

/** The body read as its media type says. */
export type ParsedBody =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'json'
      readonly value: unknown
      /** The value with integers beyond doubles as texts, where it has some: ids must not lose digits. */
      readonly exact?: unknown
    }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'malformed'; readonly message: string }

/** Puts an exchange together. */
export function createExchange({
  operation,
  request,
  purpose,
  verdict,
  outcome,
  allowedMilliseconds,
  secrets,
}: {
  readonly operation: OperationPlan
  readonly request: WireRequest
  readonly purpose: Purpose
  readonly verdict: RequestVerdict
  readonly outcome: WireOutcome
  readonly allowedMilliseconds?: number | undefined
  readonly secrets?: readonly string[] | undefined
}): Exchange {
  const base = {
    operation,
    request,
    purpose,
    verdict,
    milliseconds: outcome.milliseconds,
    ...(allowedMilliseconds === undefined ? {} : { allowedMilliseconds }),
    ...(secrets === undefined ? {} : { secrets }),
  }
  if (outcome.kind === 'failure') return { ...base, failure: outcome.failure }
  return { ...base, answer: readAnswer(operation, request.method, outcome.response) }
}

/** Reads an answer with the document at hand. */
export function readAnswer(
  operation: OperationPlan,
  method: string,
  response: WireResponse,
): Answer {
  const documented = findResponse(operation, response.status)
  const contentType = headerValue(response.headers, 'content-type')
  const mediaType = contentType === undefined ? undefined : readMediaType(contentType)
  const content =
    mediaType === undefined || documented === undefined
      ? undefined
      : findMediaType(documented.content, mediaType)
  return {
    ...response,
    ...(documented ? { documented } : {}),
    ...(mediaType ? { mediaType } : {}),
    ...(content ? { content } : {}),
    parsed: parseBody(response.body, method, mediaType),
  }
}

function parseBody(
  body: Uint8Array,
  method: string,
  mediaType: MediaTypeParts | undefined,
): ParsedBody {
  if (body.length === 0 || method === 'HEAD') return { kind: 'none' }
  const text = new TextDecoder('utf-8').decode(body)
  if (mediaType === undefined || !isJsonType(mediaType.type)) return { kind: 'text', text }
  try {
    const value: unknown = JSON.parse(text)
    const exact = exactText(text)
    return { kind: 'json', value, ...(exact === undefined ? {} : { exact: JSON.parse(exact) }) }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { kind: 'malformed', message }
  }
}

/** JSON with integers beyond doubles in quotes; `undefined` when it has none. */
function exactText(text: string): string | undefined {
  if (!/\d{16}/.test(text)) return undefined
  // Texts and numbers as whole tokens: the digits of a fraction or an exponent are no integer.
  const exact = text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g, (token) =>
    /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
  )
  return exact === text ? undefined : exact
}

/** Whether an exchange brought an answer of success: a 2xx, or a documented 3xx where the document promises no 2xx. */
export function isSuccess({ answer, operation }: Exchange): boolean {
  const status = answer?.status ?? 0
  if (status >= 200 && status < 300) return true
  if (status < 300 || status >= 400 || answer?.documented === undefined) return false
  return !operation.model.responses.some(
    ({ status: key }) => key.startsWith('2') || key === 'default',
  )
}

/** The JSON value that an exchange was answered with, if any. */
export function jsonOf(exchange: Exchange | undefined): unknown {
  const parsed = exchange?.answer?.parsed
  return parsed?.kind === 'json' ? (parsed.exact ?? parsed.value) : undefined
}

/** `GET /books/{id}`, as messages name an operation. */
export function nameOf(operation: OperationPlan): string {
  return `${operation.method} ${operation.path}`
}
