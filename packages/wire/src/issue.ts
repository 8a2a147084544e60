/** Where in a message a value stands. */
export type IssueLocation = 'path' | 'query' | 'header' | 'cookie' | 'body'

/**
 * Why a decoder refused what it found.
 *
 * - `missing`: a required value is not there;
 * - `duplicate`: a value that can stand once stands twice;
 * - `malformed`: the text breaks its own syntax (percent-encoding, style, JSON, UTF-8, multipart);
 * - `type`: the text is well formed and stands for no value of the expected type.
 */
export type IssueCode = 'missing' | 'duplicate' | 'malformed' | 'type'

/** One thing that a decoder refused: where, what was expected, what was found. */
export interface DecodeIssue {
  readonly in: IssueLocation
  /** Parameter name (headers in lower case) or property names and indexes, outermost first. */
  readonly path: readonly PropertyKey[]
  readonly code: IssueCode
  /** A sentence that says both sides, for example ``expected an integer, found `0x10` ``. */
  readonly message: string
  readonly expected?: string
  /** The text as it stood on the wire, shortened. */
  readonly found?: string
}

/** What a decoder gives: the value, or every reason why there is none. */
export type Decoded<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly issues: readonly DecodeIssue[] }
