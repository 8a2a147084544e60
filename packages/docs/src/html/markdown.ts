import MarkdownIt from 'markdown-it'
import { highlight } from './highlight.ts'
import { escapeText, type Html, nothing, trusted } from './html.ts'
import { isSafeAddress } from './safe-address.ts'
import { isHtml, safeHtml, wordsOfHtml } from './safe-html.ts'
import { slugOf } from './slug.ts'

/** Where a text stands in its page. */
export interface MarkdownPlace {
  /** Level of the heading above the text: headings of the text start one below. @default 3 */
  readonly under?: number
  /** Gives headings anchors, each after this text. @default no anchors */
  readonly anchors?: string
}

const renderer = createRenderer()
const rendered = new Map<string, Html>()
/** Texts are repeated at every use of a component: beyond this many they are rendered anew. */
const remembered = 5_000

/**
 * Renders a description in CommonMark with tables. HTML in it is kept as far as it is safe, images of other hosts become
 * links, so that no description can act in a page.
 * @see {@link https://spec.openapis.org/oas/v3.1.1#rich-text-formatting | OpenAPI 3.1.1, rich text}
 */
export function markdown(text: string | undefined, place: MarkdownPlace = {}): Html {
  if (text === undefined || text.trim() === '') return nothing
  const key = `${place.under ?? 3} ${place.anchors ?? ''} ${text}`
  const known = rendered.get(key)
  if (known) return known
  const environment: RenderEnvironment = { place, used: new Map<string, number>() }
  const made = trusted(safe(renderer.render(text, environment), environment))
  if (rendered.size < remembered) rendered.set(key, made)
  return made
}

/** Renders one line of CommonMark, without a paragraph around it. */
export function inlineMarkdown(text: string): Html {
  const environment: RenderEnvironment = {}
  const markup = renderer.renderInline(text.replaceAll(/\s+/g, ' ').trim(), environment)
  return trusted(safe(markup, environment))
}

/** Only what holds HTML of its author's needs to be made safe. */
function safe(markup: string, { holdsHtml }: RenderEnvironment): string {
  return holdsHtml ? safeHtml(markup) : markup
}

/** The words of a text, without its marks: for search and for titles. */
export function plainText(text: string | undefined): string {
  if (text === undefined) return ''
  const words: string[] = []
  for (const token of renderer.parse(text, {})) {
    if (token.type === 'fence' || token.type === 'code_block') words.push(token.content)
    if (token.type === 'html_block') words.push(wordsOfHtml(token.content), ' ')
    for (const child of token.children ?? []) {
      if (child.type === 'text' || child.type === 'code_inline') words.push(child.content)
      else if (child.type === 'softbreak' || child.type === 'hardbreak') words.push(' ')
      else if (child.type === 'html_inline')
        words.push(/^<\/?(?:br|p|li|td)\b/i.test(child.content) ? ' ' : '')
    }
    if (token.type.endsWith('_close')) words.push(' ')
  }
  return words.join('').replaceAll(/\s+/g, ' ').trim()
}

/** Headings of a text with their anchors, as {@link markdown} gives them. */
export function headingsOf(
  text: string | undefined,
  anchors: string,
): { readonly level: number; readonly title: string; readonly anchor: string }[] {
  const tokens = renderer.parse(text ?? '', {})
  const used = new Map<string, number>()
  return tokens.flatMap((token, index) => {
    if (token.type !== 'heading_open') return []
    const title = wordsOf(tokens[index + 1]?.content ?? '')
    return [{ level: Number(token.tag.slice(1)), title, anchor: anchors + slugOf(title, used) }]
  })
}

function wordsOf(inline: string): string {
  return inline.replaceAll(/[`*_]/g, '')
}

interface RenderEnvironment {
  readonly place?: MarkdownPlace
  readonly used?: Map<string, number>
  /** Set while rendering: whether the text holds HTML. */
  holdsHtml?: boolean
}

function createRenderer(): MarkdownIt {
  const made = new MarkdownIt({ html: true, linkify: true })
  // `linkify` only where a scheme is written: a file name such as `a.md` is no address.
  made.linkify.set({ fuzzyLink: false, fuzzyEmail: false })
  made.validateLink = isSafeAddress
  const { rules } = made.renderer
  rules.heading_open = (tokens, index, _options, env: RenderEnvironment) => {
    const token = tokens[index]
    const level = levelOf(token?.tag, env.place)
    const { anchors } = env.place ?? {}
    if (anchors === undefined || !env.used) return `<h${level}>`
    const id = anchors + slugOf(wordsOf(tokens[index + 1]?.content ?? ''), env.used)
    return `<h${level} id="${made.utils.escapeHtml(id)}">`
  }
  rules.heading_close = (tokens, index, _options, env: RenderEnvironment) =>
    `</h${levelOf(tokens[index]?.tag, env.place)}>\n`
  rules.image = (tokens, index) => {
    const token = tokens[index]
    const source = token?.attrGet('src') ?? ''
    const words = made.utils.escapeHtml(token?.content || source)
    if (/^(?:[a-z]+:|\/\/)/i.test(source)) {
      return `<a href="${made.utils.escapeHtml(source)}" rel="noreferrer">${words}</a>`
    }
    return `<img src="${made.utils.escapeHtml(source)}" alt="${words}" loading="lazy">`
  }
  rules.html_block = (tokens, index, _options, env: RenderEnvironment) => {
    const content = tokens[index]?.content ?? ''
    if (!isHtml(content)) return `<p>${escapeText(content.trim())}</p>\n`
    env.holdsHtml = true
    return content
  }
  rules.html_inline = (tokens, index, _options, env: RenderEnvironment) => {
    const content = tokens[index]?.content ?? ''
    // `List<String>` is no HTML, though it looks like it.
    if (!isHtml(content)) return escapeText(content)
    env.holdsHtml = true
    return content
  }
  rules.table_open = () =>
    '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>'
  rules.table_close = () => '</table></div>'
  rules.fence = (tokens, index) => {
    const token = tokens[index]
    const [language = ''] = (token?.info ?? '').trim().split(/\s+/)
    return codeBlock(token?.content ?? '', language)
  }
  rules.code_block = (tokens, index) => codeBlock(tokens[index]?.content ?? '', '')
  return made
}

function codeBlock(text: string, language: string): string {
  return `<div class="code"><pre tabindex="0"><code>${String(highlight(text.replace(/\n$/, ''), language))}</code></pre></div>\n`
}

function levelOf(tag: string | undefined, place: MarkdownPlace | undefined): number {
  const written = Number(tag?.slice(1) ?? 1)
  const under = place?.under ?? 3
  // A text may start at `#` or at `##`: either is one below the heading above it.
  return Math.min(6, Math.max(under + 1, under + written - 1))
}
