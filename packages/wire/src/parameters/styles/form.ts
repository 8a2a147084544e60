import type { Escape } from '../escape.ts'
import { type RawPair, textsOf } from '../parse-pairs.ts'
import { isComposite, membersOf, textOf } from '../value-text.ts'
import { type Parts, type PartsKind, partsOfList, type StyleProblem } from './parts.ts'
import { encodeSimple } from './simple.ts'

/**
 * Style `form`: `color=blue&color=black`, not exploded `color=blue,black`; `R=100&G=200`, not exploded
 * `color=R,100,G,200`. The default in query and cookie; a cookie's separator is `'; '`.
 *
 * An array inside an exploded object is repeated under its property's name, as in a form body.
 * @see OpenAPI 3.1, 4.8.12.4
 */
export function encodeForm(
  name: string,
  value: unknown,
  {
    explode,
    escapeText,
    separator = '&',
  }: { readonly explode: boolean; readonly escapeText: Escape; readonly separator?: string },
): string {
  // A name ends at its equals sign, wherever that is a reserved character.
  const pair = (key: string, text: string): string =>
    `${escapeText(key).replaceAll('=', '%3D')}=${text}`
  if (!explode || !isComposite(value)) return pair(name, encodeSimple(value, false, escapeText))
  return membersOf(value)
    .map(([key, member]) =>
      Array.isArray(value)
        ? pair(name, escapeText(textOf(member)))
        : Array.isArray(member)
          ? encodeForm(key, member, { explode: true, escapeText, separator })
          : pair(key, escapeText(textOf(member))),
    )
    .filter(Boolean)
    .join(separator)
}

/**
 * Finds what `form` says under one name, up to escapes; `undefined` when the name is not there. With `delimiter` the
 * same reads `spaceDelimited` and `pipeDelimited`. Exploded objects have no name of their own and are read elsewhere.
 */
export function collectForm(
  pairs: readonly RawPair[],
  name: string,
  {
    kind,
    explode,
    delimiter = ',',
  }: { readonly kind: PartsKind; readonly explode: boolean; readonly delimiter?: string | RegExp },
): Parts | StyleProblem | undefined {
  const texts = textsOf(pairs, name)
  const [first, second] = texts
  if (first === undefined) return undefined
  if (explode && kind === 'array') return { kind, items: texts }
  if (second !== undefined) {
    return { expected: 'one value', code: 'duplicate', found: texts.join(', ') }
  }
  return partsOfList(kind, first, delimiter)
}
