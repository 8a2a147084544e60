import type { Escape } from '../escape.ts'
import { isComposite } from '../value-text.ts'
import { type Parts, type PartsKind, pairsOf, partsOfList, type StyleProblem } from './parts.ts'
import { encodeSimple } from './simple.ts'

/**
 * Style `label`, in paths: `.blue,black`, exploded `.blue.black`; `.R,100,G,200`, exploded `.R=100.G=200`.
 * A full stop inside an item is percent-encoded, so that the list can be read back.
 * @see RFC 6570, section 3.2.5
 */
export function encodeLabel(
  _name: string,
  value: unknown,
  explode: boolean,
  escapeText: Escape,
): string {
  if (!isComposite(value)) return `.${encodeSimple(value, false, escapeText)}`
  const escapeItem: Escape = (text) => escapeText(text).replaceAll('.', '%2E')
  const list = encodeSimple(value, explode, escapeItem)
  return `.${explode ? list.replaceAll(',', '.') : list}`
}

/**
 * Undoes {@link encodeLabel} up to escapes. Without explode a list that has no comma may be separated by full stops,
 * as the table of OpenAPI 3.0 and 3.1.0 shows it.
 */
export function splitLabel(text: string, kind: PartsKind, explode: boolean): Parts | StyleProblem {
  if (!text.startsWith('.')) return { expected: 'a leading full stop' }
  const list = text.slice(1)
  if (kind === 'object' && explode) return pairsOf(list.split('.'))
  return partsOfList(kind, list, explode || !list.includes(',') ? '.' : ',')
}
