import type { ParameterDescriptor } from '../descriptor.ts'
import type { Decoded } from '../issue.ts'
import type { Shape } from '../shape.ts'
import { decodeContent } from './decode-content.ts'
import { type DecodePlace, decodeParts, kindOf, refuse } from './decode-parts.ts'
import { decodeUnion } from './decode-union.ts'
import { splitLabel } from './styles/label.ts'
import { splitMatrix } from './styles/matrix.ts'
import { splitSimple } from './styles/simple.ts'

/** Reads one parameter that is a text by itself: a path segment or a header. */
export function decodeWholeText(
  parameter: Pick<ParameterDescriptor, 'name' | 'style' | 'explode' | 'content' | 'shape'>,
  text: string,
  place: DecodePlace,
): Decoded<unknown> {
  const { name, style, explode = false, content, shape = 'string' } = parameter
  if (content !== undefined) return decodeContent(text, content, shape, place)
  const decodeAs = (one: Shape): Decoded<unknown> => {
    if (typeof one === 'object' && 'anyOf' in one) {
      return decodeUnion(one, place, decodeAs) ?? { ok: false, issues: [] }
    }
    const kind = kindOf(one)
    const parts =
      style === 'label'
        ? splitLabel(text, kind, explode)
        : style === 'matrix'
          ? splitMatrix(name, text, kind, explode)
          : splitSimple(text, kind, explode)
    if ('expected' in parts) {
      return refuse(place, 'malformed', parts.expected, text)
    }
    return decodeParts(parts, one, place)
  }
  return decodeAs(shape)
}
