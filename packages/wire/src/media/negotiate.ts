import { matchMediaType } from './match-media-type.ts'
import { type MediaType, parseMediaType } from './parse-media-type.ts'

/** One element of an `Accept` header. */
export interface AcceptRange {
  readonly range: MediaType
  /** From 0, never, to 1. */
  readonly quality: number
}

/** Reads an `Accept` header; elements that are no media ranges are left out. @see RFC 9110, section 12.5.1 */
export function parseAccept(header: string): AcceptRange[] {
  const ranges: AcceptRange[] = []
  // A comma inside a quoted parameter separates nothing.
  for (const element of header.match(/(?:[^,"]|"(?:[^"\\]|\\.)*")+/g) ?? []) {
    const range = parseMediaType(element)
    if (!range) continue
    const text = range.parameters.get('q') ?? '1'
    const quality = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(text) ? Number(text) : 0
    const parameters = new Map([...range.parameters].filter(([name]) => name !== 'q'))
    ranges.push({ range: { ...range, parameters }, quality })
  }
  return ranges
}

/**
 * The offered media type that the caller likes best: by quality, then by the order of the offers; `undefined` when he
 * takes none. No header, or one that cannot be read, takes everything. Offers may be ranges.
 *
 * @example
 * ```ts
 * import { negotiate } from '@concordat/wire'
 * negotiate('text/*;q=0.5, application/json', ['text/plain', 'application/json']) // 'application/json'
 * ```
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1 | RFC 9110, section 12.5.1}
 */
export function negotiate<Offer extends string>(
  accept: string | null | undefined,
  offers: readonly Offer[],
): Offer | undefined {
  const ranges = parseAccept(accept ?? '')
  if (ranges.length === 0) return offers[0]
  let best: Offer | undefined
  let highest = 0
  for (const offer of offers) {
    const mediaType = parseMediaType(offer)
    if (!mediaType) continue
    let closest = 0
    let quality = 0
    for (const element of ranges) {
      // An offered range satisfies every type inside it.
      const closeness = Math.max(
        matchMediaType(element.range, mediaType),
        mediaType.subtype === '*' ? matchMediaType(mediaType, element.range) : 0,
      )
      if (
        closeness > closest ||
        (closeness === closest && closeness > 0 && element.quality > quality)
      ) {
        closest = closeness
        quality = element.quality
      }
    }
    if (quality > highest) {
      highest = quality
      best = offer
    }
  }
  return best
}
