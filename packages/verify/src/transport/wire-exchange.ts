/** A header field as it stands on the wire; names keep their case, repeated fields stay apart. */
export type HeaderField = readonly [name: string, value: string]

/** A request as bytes know it: nothing is normalised, so that what is judged is what was sent. */
export interface WireRequest {
  readonly method: string
  /** Path and query, percent-encoded, as in the request line. */
  readonly target: string
  readonly headers: readonly HeaderField[]
  readonly body?: Uint8Array
}

/** What is wrong with an answer as an HTTP message, whatever it says. */
export interface FramingFault {
  readonly kind:
    | 'length-mismatch'
    | 'surplus-bytes'
    | 'body-forbidden'
    | 'length-forbidden'
    | 'content-encoding'
    | 'conflicting-length'
    | 'header-syntax'
  readonly message: string
}

/** An answer. */
export interface WireResponse {
  readonly status: number
  readonly reason: string
  readonly headers: readonly HeaderField[]
  /** Content, with `Content-Encoding` and transfer coding taken off. */
  readonly body: Uint8Array
  readonly faults: readonly FramingFault[]
}

/** Most bytes of one answer that are read, as sent and as decoded: whatever a server sends, it fills no memory. */
export const mostAnswerBytes = 64 * 1024 * 1024

/** An exchange that brought no answer. */
export interface WireFailure {
  /**
   * `stopped`: the connection was closed, and the server took no other one after; `too-large`: the answer went on beyond
   * {@link mostAnswerBytes}.
   */
  readonly reason: 'refused' | 'dropped' | 'stopped' | 'timeout' | 'malformed' | 'too-large'
  readonly message: string
}

/** An answer that went on beyond what is read of one. */
export const tooLarge: WireFailure = {
  reason: 'too-large',
  message: `the answer has more than ${mostAnswerBytes / 1024 / 1024} MiB, and was not read to its end`,
}

/** What came of sending a request. */
export type WireOutcome =
  | { readonly kind: 'response'; readonly response: WireResponse; readonly milliseconds: number }
  | { readonly kind: 'failure'; readonly failure: WireFailure; readonly milliseconds: number }

/** Sends requests: over a socket, or into a function that stands for the server. */
export interface Transport {
  send(request: WireRequest, timeout: number): Promise<WireOutcome>
  /** Ends idle connections. */
  close(): void
}

/** First value of a header field, whatever its case. */
export function headerValue(headers: readonly HeaderField[], name: string): string | undefined {
  const wanted = name.toLowerCase()
  return headers.find(([own]) => own.toLowerCase() === wanted)?.[1]
}

/** All values of a header field, in order. */
export function headerValues(headers: readonly HeaderField[], name: string): string[] {
  const wanted = name.toLowerCase()
  return headers.filter(([own]) => own.toLowerCase() === wanted).map(([, value]) => value)
}
