import { escapeHtml } from './escape-html.ts'

/** One row of the index. */
export interface IndexEntry {
  readonly title: string
  readonly version: string
  readonly summary: string
  readonly operations: number
  /** Relative to the index. */
  readonly href: string
}

/** Renders the page that lists all documents. It loads nothing and follows the reader's light or dark setting. */
export function renderIndex(entries: readonly IndexEntry[]): string {
  const rows = entries
    .map(
      (entry) => `      <li>
        <a href="${escapeHtml(entry.href)}">${escapeHtml(entry.title)}</a>
        <small>${escapeHtml(entry.version)}, ${entry.operations} operation${entry.operations === 1 ? '' : 's'}</small>
        <p>${escapeHtml(entry.summary)}</p>
      </li>`,
    )
    .join('\n')
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>API documents</title>
    <style>
      :root { color-scheme: light dark; }
      body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; }
      ul { list-style: none; padding: 0; }
      li { border-top: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: 1rem 0; }
      a { font-size: 1.2rem; font-weight: 600; color: LinkText; }
      p { margin: 0.25rem 0 0; }
      small { margin-left: 0.5rem; }
    </style>
  </head>
  <body>
    <main>
      <h1>API documents</h1>
      <ul>
${rows}
      </ul>
    </main>
  </body>
</html>
`
}
