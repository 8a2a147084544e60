import { type Content, html, trusted } from '../html/html.ts'
import { visibleText } from '../html/visible-text.ts'

/** A page before the frame is put around it. */
export interface PageParts {
  readonly title: string
  readonly description?: string | undefined
  /** Path of the page in the site: with `/` between its parts. */
  readonly file: string
  /** What stands at the side: links within the API. */
  readonly side?: Content
  /** Title of what the side belongs to, for the button that opens it on small screens. */
  readonly sideTitle?: string
  readonly main: Content
  /** Scripts beside the one of every page, from the root of the site. */
  readonly scripts?: readonly string[]
  /** Whether the page may ask servers: only the console does. @default false */
  readonly mayConnect?: boolean
  /** Attributes of the body, for scripts. */
  readonly data?: Readonly<Record<string, string>>
}

/** What all pages of a site have in common. */
export interface SiteFrame {
  readonly title: string
  readonly notice?: string
}

/** The way from a page's folder to the root of the site. */
export function rootFrom(file: string): string {
  return '../'.repeat(file.split('/').length - 1)
}

/** A whole page: head, header, side, main part, footer. It asks no other host, and needs no script. */
export function pageShell(parts: PageParts, frame: SiteFrame): string {
  const root = rootFrom(parts.file)
  const isStart = parts.file === 'index.html'
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    ...(parts.mayConnect ? ['connect-src *'] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const data = Object.entries({ root, ...parts.data })
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${parts.title}${!isStart && parts.title !== frame.title && html` · ${frame.title}`}</title>
${parts.description !== undefined && parts.description !== '' && html`<meta name="description" content="${parts.description}">`}
<link rel="icon" href="${root}assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${root}assets/site.css">
<script src="${root}assets/page.js" defer></script>
${parts.scripts?.map((name) => html`<script src="${root}${name}" defer></script>`)}
</head>
<body${data.map(([name, value]) => html` data-${name}="${value}"`)}>
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
  <a class="home" href="${root}index.html"${isStart && html` aria-current="page"`}>${mark}<span>${frame.title}</span></a>
  <div class="tools"></div>
</header>
<div class="frame${parts.side ? '' : ' plain'}">
${parts.side && html`<div class="side-menu"><input type="checkbox" id="menu"><label for="menu">${parts.sideTitle ?? 'Contents'}</label><nav class="side" aria-label="${parts.sideTitle ?? 'Contents'}">${parts.side}</nav></div>`}
<main id="main" tabindex="-1">
${parts.main}
</main>
</div>
<footer class="bottom">${frame.notice !== undefined && html`<p>${frame.notice}</p>`}<p>Made from the OpenAPI document by <span>Concordat</span>. These pages ask no other host${parts.mayConnect ? html` but the one that you call` : ''}.</p></footer>
</body>
</html>
`
  return visibleText(withoutBlankLines(String(page)))
}

/** What is absent leaves blank lines, which a reader of the page does not see, but waits for. */
function withoutBlankLines(page: string): string {
  return page.replaceAll(/<pre[\s\S]*?<\/pre>|\n{2,}/g, (found) =>
    found.startsWith('<') ? found : '\n',
  )
}

/** Two hands that meet: the mark of the site. */
const mark = trusted(
  '<svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true" focusable="false"><circle cx="8" cy="11" r="6.25" fill="none" stroke="currentColor" stroke-width="1.75"/><circle cx="14" cy="11" r="6.25" fill="none" stroke="currentColor" stroke-width="1.75"/></svg>',
)
