import { changedInteger } from '../bodies/changed-integer.ts'
import type { Decoded } from '../issue.ts'
import type { Shape } from '../shape.ts'
import { type DecodePlace, decodeOne, refuse } from './decode-parts.ts'

/** Reads a parameter said by `content`: JSON by its media type, any other by its shape. */
export function decodeContent(
  text: string,
  mediaType: string,
  shape: Shape,
  place: DecodePlace,
): Decoded<unknown> {
  if (!/json/.test(mediaType)) return decodeOne(text, shape, place)
  const plain = place.unescapeText(text)
  if (plain === undefined) {
    return refuse(place, 'malformed', 'valid percent-encoding', text)
  }
  try {
    const value: unknown = JSON.parse(plain)
    const changed = changedInteger(plain)
    return changed
      ? refuse(place, 'precision', 'an integer that a number can hold', changed)
      : { ok: true, value }
  } catch {
    // A SyntaxError's text differs between engines; the place says enough.
    return refuse(place, 'malformed', 'JSON', plain)
  }
}
