import type { ReportedExchange } from '../report/verify-report.ts'

/** The line that sends a reported request again; credentials are shell variables. */
export function curlCommand({ request }: ReportedExchange): string | undefined {
  const parts = ['curl', '-i']
  const { body, headers, method } = request
  if (method === 'HEAD') parts.push('-I')
  else if (method !== 'GET' || body !== undefined) parts.push('-X', method)
  // curl tidies `/../` away unless told not to.
  if (/\/\.\.?(?:\/|$)/.test(request.url)) parts.push('--path-as-is')
  for (const [name, value] of headers) {
    if (/^(content-length|connection|host)$/i.test(name)) continue
    parts.push('-H', quote(value === '' ? `${name};` : `${name}: ${value}`))
  }
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type')
  if (body !== undefined) {
    // curl would add a type of its own.
    if (!hasType) parts.push('-H', quote('Content-Type:'))
    if (body.truncated) return undefined
    if (body.text !== undefined && !body.text.includes('\u0000')) {
      parts.push('--data-raw', quote(body.text))
    } else {
      const base64 = body.base64 ?? Buffer.from(body.text ?? '').toString('base64')
      parts.push('--data-binary', '@-', quote(request.url))
      return `printf %s ${quote(base64)} | base64 -d | ${parts.join(' ')}`
    }
  }
  parts.push(quote(request.url))
  return parts.join(' ')
}

/** Quotes a word for a POSIX shell; variables that stand for credentials stay variables. */
export function quote(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word
  const variable = /\$\{[A-Z][A-Z0-9_]*(?:%\?)?\}/g
  if (!variable.test(word)) return `'${word.replaceAll("'", `'\\''`)}'`
  const pieces = word.split(/(\$\{[A-Z][A-Z0-9_]*(?:%\?)?\})/)
  return `"${pieces.map((piece, index) => (index % 2 === 1 ? piece : piece.replace(/["\\$`]/g, '\\$&'))).join('')}"`
}
