import type { HeaderValue } from '../request-of.ts'
import { needsEscapes, printfFormat, shellText } from './quote.ts'
import { bodyText, type SampleLanguage } from './sample-language.ts'

/** A command for every POSIX shell. */
export const curl: SampleLanguage = {
  id: 'curl',
  label: 'curl',
  highlight: 'sh',
  isTested: true,
  write(request) {
    const { method, url, headers, token } = request
    const body = bodyText(request)
    const basic = headers.map(([, value]) => value).find((value) => value.kind === 'basic')
    const how =
      method === 'GET' && body === undefined ? '' : method === 'HEAD' ? '--head ' : `-X ${method} `
    const isPiped = body !== undefined && needsEscapes(body)
    const lines = [
      // Brackets and braces are patterns to curl unless told otherwise.
      `curl ${/[[\]{}]/.test(url) ? '--globoff ' : ''}${how}${shellText(url)}`,
      ...(basic ? [`-u ${shellText(`${basic.username}:${basic.password}`)}`] : []),
      ...headers.flatMap(([name, value]) => headerOption(name, value)),
      ...(body === undefined
        ? []
        : [isPiped ? '--data-binary @-' : `--data-raw ${shellText(body)}`]),
    ]
    const send = lines.join(' \\\n  ')
    const call = isPiped ? `printf ${printfFormat(body)} |\n${send}` : send
    if (!token) return call
    const find = String.raw`sed -n 's/.*"access_token" *: *"\([^"]*\)".*/\1/p'`
    return `TOKEN=$(curl -s ${shellText(token.url)} \\\n  --data-raw ${shellText(token.body)} |\n  ${find})\n\n${call}`
  },
}

function headerOption(name: string, value: HeaderValue): string[] {
  if (value.kind === 'basic') return []
  if (value.kind === 'token') return [`-H "${name}: Bearer $TOKEN"`]
  // A header without a value ends with a semicolon.
  return [`-H ${shellText(value.text === '' ? `${name};` : `${name}: ${value.text}`)}`]
}
