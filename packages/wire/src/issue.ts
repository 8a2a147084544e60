/** Where in a message a value stands. */
export type IssueLocation = 'path' | 'query' | 'header' | 'cookie' | 'body'

/**
 * Why a decoder refused what it found.
 *
 * - `missing`: a required value is not there;
 * - `duplicate`: a value that can stand once stands twice;
 * - `malformed`: the text breaks its own syntax (percent-encoding, style, JSON, UTF-8, multipart);
 * - `type`: the text is well formed and stands for no value of the expected type;
 * - `precision`: an integer that JavaScript's numbers cannot hold: it would silently be another one.
 */
export type IssueCode = 'missing' | 'duplicate' | 'malformed' | 'type' | 'precision'

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

/** Most issues that a decoder tells of one message: who sends a million wrong items needs no million answers. */
export const mostIssues = 100

/** Adds issues as long as there is room, and says whether there is none left, so that the rest need not be looked at. */
export function addIssues(issues: DecodeIssue[], more: readonly DecodeIssue[]): boolean {
  issues.push(...more.slice(0, mostIssues - issues.length))
  return issues.length >= mostIssues
}

/** What a decoder gives: the value, or the reasons why there is none, {@link mostIssues} at most. */
export type Decoded<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly issues: readonly DecodeIssue[] }
