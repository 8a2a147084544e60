import type { Decoded } from '../issue.ts'
import type { Shape, UnionShape } from '../shape.ts'
import { type DecodePlace, refuse } from './decode-parts.ts'
import { alternatives, describeShape } from './read-text.ts'

/** The first alternative that decodes; where none does, what all of them together expected. */
export function decodeUnion(
  shape: UnionShape,
  place: DecodePlace,
  decode: (shape: Shape) => Decoded<unknown> | undefined,
): Decoded<unknown> | undefined {
  let refused: Decoded<unknown> | undefined
  let count = 0
  for (const one of alternatives(shape, place.turn)) {
    const decoded = decode(one)
    if (decoded?.ok) return decoded
    if (decoded) count += 1
    refused ??= decoded
  }
  const issue = refused?.ok === false ? refused.issues[0] : undefined
  if (count < 2 || issue === undefined || issue.code !== 'type') return refused
  return refuse(place, 'type', describeShape(shape), issue.found)
}
