import { code, id, literal, render } from '@concordat/codegen'
import type { HeaderValue, SampleRequest } from '../request-of.ts'
import { scriptText } from './quote.ts'
import { isJsonBody, type SampleLanguage } from './sample-language.ts'
import { sampleWidth } from './typescript.ts'

/** In a browser: cookies are the browser's own. */
export const browserFetch: SampleLanguage = {
  id: 'fetch',
  label: 'fetch',
  highlight: 'ts',
  isTested: true,
  write: (request) => writeFetch(request, 'browser'),
}

/** In Node 20 or later, as an ES module. */
export const node: SampleLanguage = {
  id: 'node',
  label: 'Node',
  highlight: 'ts',
  isTested: true,
  write: (request) => writeFetch(request, 'node'),
}

function writeFetch(request: SampleRequest, where: 'browser' | 'node'): string {
  const { method, url, token } = request
  const cookies = request.headers.some(([name]) => name === 'Cookie')
  const headers = request.headers.filter(([name]) => where === 'node' || name !== 'Cookie')
  const options = [
    ...(method === 'GET' ? [] : [`  method: ${scriptText(method)},`]),
    ...(headers.length === 0
      ? []
      : [
          `  headers: {`,
          ...headers.map(([name, value]) => `    ${headerKey(name)}: ${headerText(value, where)},`),
          `  },`,
        ]),
    ...(cookies && where === 'browser'
      ? [`  credentials: 'include', // sends the cookies of this site`]
      : []),
    ...bodyLine(request),
  ]
  const given = options.length === 0 ? '' : `, {\n${options.join('\n')}\n}`
  const first = token
    ? `const answer = await fetch(${scriptText(token.url)}, {\n  method: 'POST',\n  body: new URLSearchParams(${scriptText(token.body)}),\n})\nconst { access_token: token } = await answer.json()\n\n`
    : ''
  return `${first}const response = await fetch(${scriptText(url)}${given})\nconsole.log(response.status, await response.text())`
}

function headerKey(name: string): string {
  return /^[A-Za-z]+$/.test(name) ? name : scriptText(name)
}

function headerText(value: HeaderValue, where: 'browser' | 'node'): string {
  switch (value.kind) {
    case 'text':
      return scriptText(value.text)
    case 'token':
      return '`Bearer ${token}`'
    case 'basic': {
      const pair = scriptText(`${value.username}:${value.password}`)
      return where === 'node'
        ? `\`Basic \${Buffer.from(${pair}).toString('base64')}\``
        : `\`Basic \${btoa(${pair})}\``
    }
  }
}

function bodyLine({ body, essence }: SampleRequest): string[] {
  if (body === undefined) return []
  if (!isJsonBody(essence)) return [`  body: ${scriptText(body)},`]
  const value = render(code`${id('JSON')}.stringify(${literal(JSON.parse(body))})`, {
    width: sampleWidth - 10,
  })
  return [`  body: ${value.replaceAll('\n', '\n  ')},`]
}
