type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9
type NumberOf<Text> = Text extends `${infer Value extends number}` ? Value : never

interface CodesByRange {
  '1XX': NumberOf<`1${Digit}${Digit}`>
  '2XX': NumberOf<`2${Digit}${Digit}`>
  '3XX': NumberOf<`3${Digit}${Digit}`>
  '4XX': NumberOf<`4${Digit}${Digit}`>
  '5XX': NumberOf<`5${Digit}${Digit}`>
}

/** Keys under which a document groups status codes. @see OpenAPI 3.1, 4.8.16.2 */
export type StatusRange = keyof CodesByRange

/** Every status code that HTTP allows, as literals: 100 to 599. @see RFC 9110, section 15 */
export type StatusCode = CodesByRange[StatusRange]

/** The status codes that mean success: 200 to 299. */
export type SuccessCode = CodesByRange['2XX']

/**
 * The status codes that one key of `responses` stands for, beside all keys of the same operation: an exact code
 * is itself, a range has what no exact code takes, `default` what neither takes. So `status === 200` picks one.
 *
 * @example
 * ```ts
 * import type { StatusOf } from '@concordat/wire'
 * type Missing = StatusOf<404, 200 | 404 | 'default'> // 404
 * type Other = StatusOf<'default', 200 | '4XX' | 'default'> // every code but 200 and 400 to 499
 * ```
 */
export type StatusOf<Key, Keys> = Key extends number
  ? Key
  : Key extends StatusRange
    ? Exclude<CodesByRange[Key], Keys>
    : Key extends 'default'
      ? Exclude<StatusCode, Keys | CodesByRange[Extract<Keys, StatusRange>]>
      : never
