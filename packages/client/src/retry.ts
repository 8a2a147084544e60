import type { HttpMethod } from '@concordat/wire'
import type { CallContext } from './auth-options.ts'
import type { RetryPolicy } from './client-options.ts'
import type { AnyResult } from './result.ts'

/** When and how often a call is repeated. */
export interface RetryOptions {
  /** Attempts in all, the first included. @default 3 */
  readonly attempts?: number
  /** Milliseconds from the first attempt after which none is begun. @default 30_000 */
  readonly maxElapsed?: number
  /** Upper bound of the first wait, in milliseconds; it doubles from wait to wait. @default 200 */
  readonly initialDelay?: number
  /** Upper bound of every wait that `Retry-After` does not set, in milliseconds. @default 10_000 */
  readonly maxDelay?: number
  /** Status codes that are worth another attempt. @default 408, 425, 429, 502, 503, 504 */
  readonly statuses?: readonly number[]
  /** Repeats also what may have an effect each time. @default false */
  readonly anyMethod?: boolean
  /** Milliseconds since 1970. @default `Date.now` */
  readonly clock?: () => number
  /** From 0 to less than 1. @default `Math.random` */
  readonly random?: () => number
  /** Resolves after so many milliseconds, or rejects when the signal aborts. @default a timer */
  readonly sleep?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>
  /** Is told of each repetition before its wait. */
  readonly onRetry?: (event: {
    readonly result: AnyResult
    readonly attempt: number
    readonly delay: number
  }) => void
}

/** Methods whose repetition has no further effect. @see RFC 9110, section 9.2.2 */
const idempotentMethods: readonly HttpMethod[] = [
  'GET',
  'HEAD',
  'PUT',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'QUERY',
]

/**
 * Repeats calls that failed on the way or were refused for the moment, if repeating is harmless: the method is
 * idempotent, or the document says so of the operation (`x-idempotent`), and the body is no stream. Waits are exponential
 * with full jitter; `Retry-After` is obeyed, and ends the attempts when it would go beyond `maxElapsed`.
 *
 * @example
 * ```ts
 * import { type ClientOptions, retry } from '@concordat/client'
 * const options: ClientOptions = { retry: retry({ attempts: 5, maxElapsed: 60_000 }) }
 * ```
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2 | RFC 9110, sections 9.2.2 and 10.2.3}
 */
export function retry(options: RetryOptions = {}): RetryPolicy {
  const {
    attempts = 3,
    maxElapsed = 30_000,
    initialDelay = 200,
    maxDelay = 10_000,
    statuses = [408, 425, 429, 502, 503, 504],
    anyMethod = false,
    clock = Date.now,
    random = Math.random,
    sleep = wait,
    onRetry,
  } = options
  return async (attempt, context) => {
    const start = clock()
    for (let count = 1; ; count += 1) {
      const result = await attempt()
      if (count >= attempts || !isWorthwhile(result, statuses)) return result
      if (!context.replayable || !(anyMethod || isIdempotent(context))) return result
      const bound = Math.min(maxDelay, initialDelay * 2 ** (count - 1))
      const delay = retryAfter(result, clock()) ?? random() * bound
      if (clock() - start + delay > maxElapsed) return result
      onRetry?.({ result, attempt: count, delay })
      try {
        await sleep(delay, context.signal)
      } catch (error) {
        const { operationId } = context.operation
        return { operationId, status: 'failed', ok: false, reason: 'aborted', error }
      }
    }
  }
}

function isIdempotent({ operation }: CallContext): boolean {
  return operation.idempotent === true || idempotentMethods.includes(operation.method)
}

function isWorthwhile(result: AnyResult, statuses: readonly number[]): boolean {
  if (result.status === 'failed') return result.reason === 'network' || result.reason === 'timeout'
  return statuses.includes(result.response.status)
}

/** Milliseconds that `Retry-After` asks for: seconds or a date. */
function retryAfter(result: AnyResult, now: number): number | undefined {
  const text = 'response' in result ? result.response.headers.get('retry-after')?.trim() : undefined
  if (!text) return undefined
  if (/^\d+$/.test(text)) return Number(text) * 1000
  const date = Date.parse(text)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }, milliseconds)
    if (signal?.aborted) abort()
    else signal?.addEventListener('abort', abort, { once: true })
  })
}
