import type { Escape } from '../escape.ts'
import { encodeDelimited } from './delimited.ts'

/** Style `pipeDelimited`, in queries: `color=blue%7Cblack`. @see OpenAPI 3.1, 4.8.12.4 */
export function encodePipeDelimited(
  name: string,
  value: unknown,
  explode: boolean,
  escapeText: Escape,
): string {
  return encodeDelimited(name, value, { explode, escapeText, delimiter: '|' })
}

/** Pipes on the wire: percent-encoded, or bare as older clients write them. */
export const pipeDelimiter: RegExp = /%7C|\|/i
