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
    if (body.text !== undefined && (!unprintable.test(body.text) || variable.test(body.text))) {
      parts.push('--data-raw', quote(body.text))
    } else if (body.text !== undefined) {
      parts.push('--data-binary', '@-', quote(request.url))
      return `printf -- ${quote(printfFormat(body.text))} | ${parts.join(' ')}`
    } else {
      parts.push('--data-binary', '@-', quote(request.url))
      return `printf %s ${quote(body.base64 ?? '')} | base64 -d | ${parts.join(' ')}`
    }
  }
  parts.push(quote(request.url))
  return parts.join(' ')
}

/** What a line of a terminal cannot show: control characters, and those that turn the direction of text. */
const unprintable = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u
const variable = /\$\{[A-Z][A-Z0-9_]*(?:%\?)?\}/

/** A format that makes `printf` of any POSIX shell write a text that one line cannot show as it is. */
function printfFormat(text: string): string {
  const named: Readonly<Record<string, string>> = {
    '%': '%%',
    '\\': '\\\\',
    '\r': '\\r',
    '\n': '\\n',
    '\t': '\\t',
  }
  return [...text]
    .map((character) => {
      const short = named[character]
      if (short !== undefined || !unprintable.test(character)) return short ?? character
      const bytes = [...new TextEncoder().encode(character)]
      return bytes.map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
    })
    .join('')
}

/** Quotes a word for a POSIX shell; variables that stand for credentials stay variables. */
export function quote(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word
  if (!variable.test(word)) return `'${word.replaceAll("'", `'\\''`)}'`
  const pieces = word.split(/(\$\{[A-Z][A-Z0-9_]*(?:%\?)?\})/)
  return `"${pieces.map((piece, index) => (index % 2 === 1 ? piece : piece.replace(/["\\$`]/g, '\\$&'))).join('')}"`
}
