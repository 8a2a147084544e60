import { type Escape, unescapeUri } from '../escape.ts'
import { isComposite, membersOf, textOf } from '../value-text.ts'
import { type Parts, type PartsKind, pairsOf, partsOfList, type StyleProblem } from './parts.ts'
import { encodeSimple } from './simple.ts'

/**
 * Style `matrix`, in paths: `;color=blue,black`, exploded `;color=blue;color=black`; `;color=R,100,G,200`,
 * exploded `;R=100;G=200`. An empty text leaves the equals sign out.
 * @see RFC 6570, section 3.2.7
 */
export function encodeMatrix(
  name: string,
  value: unknown,
  explode: boolean,
  escapeText: Escape,
): string {
  const pair = (key: string, text: string): string => `;${escapeText(key)}${text && '='}${text}`
  if (!explode || !isComposite(value)) return pair(name, encodeSimple(value, false, escapeText))
  return membersOf(value)
    .map(([key, member]) => pair(Array.isArray(value) ? name : key, escapeText(textOf(member))))
    .join('')
}

/** Undoes {@link encodeMatrix} up to escapes. */
export function splitMatrix(
  name: string,
  text: string,
  kind: PartsKind,
  explode: boolean,
): Parts | StyleProblem {
  if (!text.startsWith(';')) return { expected: 'a leading semicolon' }
  const pairs = pairsOf(text.slice(1).split(';'))
  if (kind === 'object' && explode) return pairs
  const entries = pairs.kind === 'object' ? pairs.entries : []
  if (entries.some(([key]) => unescapeUri(key) !== name)) return { expected: `\`;${name}=\`` }
  const [first, ...others] = entries.map(([, member]) => member)
  if (kind === 'array' && explode) return { kind, items: [first ?? '', ...others] }
  if (others.length > 0) return { expected: `\`;${name}=\` once` }
  return partsOfList(kind, first ?? '', ',')
}
