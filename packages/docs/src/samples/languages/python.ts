import type { HeaderValue, SampleRequest } from '../request-of.ts'
import { pythonText } from './quote.ts'
import { headersWithout, isJsonBody, type SampleLanguage } from './sample-language.ts'

/** Python 3 with requests. */
export const python: SampleLanguage = {
  id: 'python',
  label: 'Python',
  highlight: 'python',
  isTested: true,
  write(request) {
    const { method, url, token } = request
    const basic = request.headers.map(([, value]) => value).find((value) => value.kind === 'basic')
    const asJson = isJsonBody(request.essence) && request.essence === 'application/json'
    const headers = (asJson ? headersWithout(request, 'Content-Type') : request.headers).filter(
      ([, value]) => value.kind !== 'basic',
    )
    const lines = [
      `    ${pythonText(url)},`,
      ...(headers.length === 0
        ? []
        : [
            '    headers={',
            ...headers.map(([name, value]) => `        ${pythonText(name)}: ${headerText(value)},`),
            '    },',
          ]),
      ...(basic
        ? [`    auth=(${pythonText(basic.username)}, ${pythonText(basic.password)}),`]
        : []),
      ...bodyLine(request, asJson),
    ]
    const first = token
      ? `answer = requests.post(\n    ${pythonText(token.url)},\n    data=${pythonText(token.body)},\n    headers={'Content-Type': 'application/x-www-form-urlencoded'},\n)\ntoken = answer.json()['access_token']\n\n`
      : ''
    return `import requests\n\n${first}response = requests.${method.toLowerCase() === 'trace' ? `request('TRACE',` : `${method.toLowerCase()}(`}\n${lines.join('\n')}\n)\nprint(response.status_code, response.text)`
  },
}

function headerText(value: HeaderValue): string {
  return value.kind === 'text' ? pythonText(value.text) : `'Bearer ' + token`
}

function bodyLine({ body }: SampleRequest, asJson: boolean): string[] {
  if (body === undefined) return []
  return [
    asJson
      ? `    json=${pythonValue(JSON.parse(body), '    ')},`
      : `    data=${pythonText(body)}.encode(),`,
  ]
}

function pythonValue(value: unknown, indent: string): string {
  if (value === null) return 'None'
  if (value === true) return 'True'
  if (value === false) return 'False'
  if (typeof value === 'string') return pythonText(value)
  if (typeof value !== 'object') return String(value)
  const isList = Array.isArray(value)
  const items = Object.entries(value).map(([key, item]) =>
    isList
      ? (inner: string) => pythonValue(item, inner)
      : (inner: string) => `${pythonText(key)}: ${pythonValue(item, inner)}`,
  )
  const [open, close] = isList ? ['[', ']'] : ['{', '}']
  const line = `${open}${items.map((write) => write(indent)).join(', ')}${close}`
  if (line.length <= 60 && !line.includes('\n')) return line
  const inner = `${indent}    `
  return `${open}\n${items.map((write) => `${inner}${write(inner)},\n`).join('')}${indent}${close}`
}
