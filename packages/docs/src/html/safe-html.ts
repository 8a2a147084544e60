import sanitizeHtml from 'sanitize-html'

/** What a description may be written with; all else keeps its words and loses its element. */
const elements = [
  ...['p', 'br', 'hr', 'div', 'span', 'blockquote', 'pre', 'code', 'kbd', 'samp', 'var'],
  ...['b', 'strong', 'i', 'em', 'u', 's', 'del', 'ins', 'sub', 'sup', 'small', 'mark', 'abbr'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'a', 'img'],
  ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td', 'details', 'summary'],
]

/**
 * Whether HTML, as it is written, begins with an element that descriptions may have, or with what has to go with all its
 * words. A placeholder such as `<id>` is none, and stays as text.
 */
export function isHtml(written: string): boolean {
  const [, name] = written.match(/^\s*<\/?([a-z][a-z0-9-]*)/i) ?? []
  if (name === undefined) return true
  return [...elements, 'script', 'style'].includes(name.toLowerCase())
}

/**
 * Makes a rendered description safe: no scripts, styles, forms, frames or event handlers, no address but those of the web
 * and of mail, no picture from another host, and every element closed, so that it can neither act in a page nor end a
 * part of it.
 * @see {@link https://spec.openapis.org/oas/v3.1.1#rich-text-formatting | OpenAPI 3.1.1, rich text, sanitized}
 */
export function safeHtml(markup: string): string {
  return sanitizeHtml(markup, {
    allowedTags: elements,
    allowedAttributes: {
      a: ['href', 'rel', 'title'],
      ol: ['start'],
      th: ['colspan', 'rowspan'],
      td: ['colspan', 'rowspan'],
      // Those that our own rendering of Markdown writes.
      pre: ['tabindex'],
      div: ['tabindex', 'role', 'aria-label'],
      ...Object.fromEntries(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, ['id']])),
    },
    allowedClasses: { div: ['code', 'scroll'] },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowProtocolRelative: false,
    transformTags: { img: wordsOrLink },
  })
}

/** A picture of another host would tell that host who reads, and one beside the document is not in the site. */
function wordsOrLink(
  _name: string,
  { src = '', alt = '' }: sanitizeHtml.Attributes,
): sanitizeHtml.Tag {
  const isElsewhere = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(src.trim())
  return isElsewhere
    ? { tagName: 'a', attribs: { href: src, rel: 'noreferrer' }, text: alt || src }
    : { tagName: 'span', attribs: {}, text: alt }
}

/** The words of HTML, without those of scripts and styles. */
export function wordsOfHtml(markup: string): string {
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' }
  return sanitizeHtml(markup, { allowedTags: [], allowedAttributes: {} }).replaceAll(
    /&(lt|gt|quot|amp);/g,
    (whole, name: string) => entities[name] ?? whole,
  )
}
