import type { Escape } from '../escape.ts'
import { isComposite, membersOf, textOf } from '../value-text.ts'
import { encodeForm } from './form.ts'

/**
 * What `spaceDelimited` and `pipeDelimited` share: a list whose delimiter is percent-encoded. Exploded, and for a
 * single value, both are `form`.
 *
 * @throws TypeError for an item that contains the delimiter: nothing on the wire could tell the two apart.
 */
export function encodeDelimited(
  name: string,
  value: unknown,
  {
    explode,
    escapeText,
    delimiter,
  }: { readonly explode: boolean; readonly escapeText: Escape; readonly delimiter: string },
): string {
  if (explode || !isComposite(value)) return encodeForm(name, value, { explode, escapeText })
  const texts = membersOf(value).flatMap(([key, member]) =>
    Array.isArray(value) ? [textOf(member)] : [key, textOf(member)],
  )
  const clash = texts.find((text) => text.includes(delimiter))
  if (clash !== undefined) {
    throw new TypeError(`\`${clash}\` cannot be sent in \`${name}\`: it contains the delimiter`)
  }
  return `${escapeText(name)}=${texts.map(escapeText).join(encodeURIComponent(delimiter))}`
}
