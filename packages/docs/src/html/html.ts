import { html as escapeInto, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

/** Markup that is safe to place in a page: every text in it was escaped. */
export type Html = HtmlEscapedString

/** What may stand in a hole of {@link html}: texts are escaped, lists are joined, and what is absent leaves nothing. */
export type Content = Html | string | number | undefined | false | readonly Content[]

/** Writes markup; texts in its holes are escaped, in elements and in quoted attributes alike. */
export function html(strings: TemplateStringsArray, ...holes: readonly Content[]): Html {
  const written = escapeInto(strings, ...holes)
  // Only a promise in a hole gives a promise, and `Content` has none.
  if (written instanceof Promise) throw new TypeError('Markup cannot wait for a promise.')
  return written
}

/** Markup that was made safe elsewhere. */
export function trusted(markup: string): Html {
  // Seam: `raw` gives a promise only for a promise.
  return raw(markup) as Html
}

/** Nothing at all. */
export const nothing: Html = trusted('')

/** Contents with something between each two. */
export function joined(contents: readonly Content[], between: Content): Content[] {
  return contents.flatMap((content, index) => (index === 0 ? [content] : [between, content]))
}
