/** Markup that is safe to place in a page: every text in it was escaped. */
export class Html {
  readonly #markup: string

  private constructor(markup: string) {
    this.#markup = markup
  }

  toString(): string {
    return this.#markup
  }

  /** Markup that was made safe elsewhere. */
  static trusted(markup: string): Html {
    return new Html(markup)
  }
}

/** What may stand in a hole of {@link html}: texts are escaped, lists are joined, and what is absent leaves nothing. */
export type Content = Html | string | number | undefined | false | readonly Content[]

/**
 * Writes markup; texts in its holes are escaped, in elements and in attributes in double quotes alike. Line breaks of a template
 * and the spaces around them are one line break: nothing that keeps its spaces may be written over several lines.
 *
 * The helper of Hono does the same, with promises and streams beside it, which pages that are written to files do not need.
 */
export function html(strings: TemplateStringsArray, ...holes: readonly Content[]): Html {
  const pieces = piecesOf(strings)
  let markup = pieces[0] ?? ''
  for (let index = 0; index < holes.length; index++) {
    markup += write(holes[index]) + (pieces[index + 1] ?? '')
  }
  return Html.trusted(markup)
}

function write(content: Content): string {
  if (content === undefined || content === false) return ''
  if (typeof content === 'string') return escapeHtml(content)
  if (typeof content === 'number') return String(content)
  if (content instanceof Html) return content.toString()
  let markup = ''
  for (const item of content) markup += write(item)
  return markup
}

const known = new WeakMap<TemplateStringsArray, readonly string[]>()

/** The fixed parts of a template without its indentation. */
function piecesOf(strings: TemplateStringsArray): readonly string[] {
  const found = known.get(strings)
  if (found) return found
  const pieces = strings.map((piece) => piece.replaceAll(/\s*\n\s*/g, '\n'))
  known.set(strings, pieces)
  return pieces
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** A text for elements and for attributes in double quotes, which are the only ones that pages have. */
export function escapeHtml(text: string): string {
  return /[&<>"]/.test(text)
    ? text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character)
    : text
}

/** A text for elements only: shorter where there are many quotes, as in code. */
export function escapeText(text: string): string {
  return text.replaceAll(/[&<>]/g, (character) => entities[character] ?? character)
}

/** Markup that was made safe elsewhere. */
export const trusted = Html.trusted

/** Nothing at all. */
export const nothing: Html = trusted('')

/** Contents with something between each two. */
export function joined(contents: readonly Content[], between: Content): Content[] {
  const list: Content[] = []
  for (const [index, content] of contents.entries()) {
    if (index > 0) list.push(between)
    list.push(content)
  }
  return list
}
