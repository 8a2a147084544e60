import { type Content, html } from '../html/html.ts'
import { headingsOf, markdown, plainText } from '../html/markdown.ts'
import { slugOf } from '../html/slug.ts'
import { firstSentence } from './start-page.ts'

/** A guide as it is written: Markdown that begins with its title. */
export interface GuideInput {
  /** Path of the file, for addresses: `guides/call-an-api.md` becomes `guides/call-an-api.html`. */
  readonly file: string
  readonly text: string
}

/** A guide and where it stands. */
export interface Guide {
  readonly file: string
  readonly title: string
  readonly summary: string
  readonly text: string
}

/** Finds titles and addresses of guides. */
export function planGuides(inputs: readonly GuideInput[]): Guide[] {
  const used = new Map<string, number>()
  return inputs.map(({ file, text }) => {
    const name = file.split('/').at(-1)?.replace(/\.md$/i, '') ?? file
    const [first] = headingsOf(text, '')
    const body = first?.level === 1 ? text.replace(/^\s*# [^\n]*\n/, '') : text
    const [paragraph = ''] = body.trim().split(/\n\s*\n/)
    return {
      file: `guides/${slugOf(name, used)}.html`,
      title: first?.title ?? name,
      summary: firstSentence(plainText(paragraph)),
      text: body,
    }
  })
}

/** A guide's page. Links to other guides, which are Markdown where they are written, lead to their pages. */
export function guidePage({ title, text }: Guide): Content {
  const linked = text.replaceAll(/(\]\((?!https?:)[^)\s#]*?)\.md(#[^)\s]*)?\)/g, '$1.html$2)')
  return html`<header class="intro"><p class="eyebrow">Guide</p><h1>${title}</h1></header>
  <div class="prose guide">${markdown(linked, { under: 1, anchors: '' })}</div>`
}

/** Links among the guides. */
export function guideSide(guides: readonly Guide[], current: Guide): Content {
  return html`<p class="group">Guides</p><ul class="calls">${guides.map(
    (guide) =>
      html`<li><a href="${guide.file.slice('guides/'.length)}"${guide === current && html` aria-current="page"`}>${guide.title}</a></li>`,
  )}</ul>`
}
