import type { Escape } from '../escape.ts'
import { encodeDelimited } from './delimited.ts'

/** Style `spaceDelimited`, in queries: `color=blue%20black`. @see OpenAPI 3.1, 4.8.12.4 */
export function encodeSpaceDelimited(
  name: string,
  value: unknown,
  explode: boolean,
  escapeText: Escape,
): string {
  return encodeDelimited(name, value, { explode, escapeText, delimiter: ' ' })
}

/** Spaces on the wire: percent-encoded, or `+` as forms write them. */
export const spaceDelimiter: RegExp = /%20|\+| /
