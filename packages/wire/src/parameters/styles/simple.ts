import type { Escape } from '../escape.ts'
import { isComposite, membersOf, textOf } from '../value-text.ts'
import { type Parts, type PartsKind, pairsOf, partsOfList, type StyleProblem } from './parts.ts'

/**
 * Style `simple`: `blue,black`, `R,100,G,200`, exploded `R=100,G=200`. The default in path and header.
 * @see OpenAPI 3.1, 4.8.12.4
 */
export function encodeSimple(value: unknown, explode: boolean, escapeText: Escape): string {
  if (!isComposite(value)) return escapeText(textOf(value))
  return membersOf(value)
    .map(([key, member]) => {
      const text = escapeText(textOf(member))
      return Array.isArray(value) ? text : escapeText(key) + (explode ? '=' : ',') + text
    })
    .join(',')
}

/** Undoes {@link encodeSimple} up to escapes. */
export function splitSimple(text: string, kind: PartsKind, explode: boolean): Parts | StyleProblem {
  if (kind === 'object' && explode) return pairsOf(text.split(','))
  return partsOfList(kind, text, ',')
}
