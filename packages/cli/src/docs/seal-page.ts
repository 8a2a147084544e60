/** A policy under which a page can run its own inlined script and nothing else: no other host is ever asked. */
const policy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval'",
  "style-src 'unsafe-inline'",
  'img-src data: blob:',
  'font-src data:',
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** Stands for the renderer's logo, which another host would serve: its name, as text. */
const rendererName = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="46" height="16"><text y="12" font-family="sans-serif" font-size="13" font-weight="600" fill="gray">Redoc</text></svg>',
)}`

/** Titles keep their words whole beside the renderer's buttons. */
const style =
  '<style>#redoc h1 { font-size: 2rem; word-break: normal; overflow-wrap: anywhere }</style>'

/** Makes a rendered page self-contained: the renderer's logo is not loaded, and the browser is told to load nothing else. */
export function sealPage(html: string): string {
  return html
    .replaceAll(/https:\/\/cdn\.redoc\.ly\/redoc\/[\w-]+\.svg/g, rendererName)
    .replace('<head>', `<head>\n  <meta http-equiv="Content-Security-Policy" content="${policy}">`)
    .replace('</head>', `${style}</head>`)
}
