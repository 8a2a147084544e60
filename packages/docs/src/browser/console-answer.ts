import { isJsonObject, type JsonValue } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { findResponse, pickMediaType } from '@concordat/wire'
import type { ConsoleOperation } from '../console/console-data.ts'
import { disagreements } from '../console/judge-answer.ts'
import { clientOf, type PreparedCall } from '../samples/request-of.ts'
import { element } from './element.ts'

/** Sends a call and shows what came back: status, verdict, headers, body. */
export async function answerView(
  prepared: PreparedCall,
  auth: Readonly<Record<string, unknown>>,
  operation: ConsoleOperation,
  schemaAt: (pointer: string) => SchemaModel,
): Promise<Node[]> {
  let response: Response | undefined
  const started = performance.now()
  const client = clientOf(prepared, {
    auth,
    fetch: async (request) => {
      const answer = await fetch(request)
      response = answer.clone()
      return answer
    },
  })
  const result = await client.call(prepared.input)
  const milliseconds = Math.round(performance.now() - started)
  if (!response || result.reason === 'network')
    return [unsent(result.error, prepared.baseUrl ?? '')]
  const text = await response.text()
  const type = response.headers.get('content-type') ?? ''
  const parsed = /json/.test(type) ? parse(text) : undefined
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
  return [
    element(
      'p',
      { class: 'status-line' },
      element(
        'strong',
        { class: `status s${String(response.status)[0]}` },
        String(response.status),
      ),
      ` ${response.statusText} `,
      element('small', {}, `${milliseconds} ms`),
    ),
    verdict({ response, type, text, parsed }, operation, schemaAt),
    ...(text === ''
      ? []
      : [block('Body', parsed === undefined ? text : JSON.stringify(parsed, null, 2))]),
    ...(headers === '' ? [] : [block('Headers that this page may read', headers)]),
  ]
}

interface Answer {
  readonly response: Response
  readonly type: string
  readonly text: string
  readonly parsed: JsonValue | undefined
}

/** What the document says to an answer. */
function verdict(
  answer: Answer,
  operation: ConsoleOperation,
  schemaAt: (pointer: string) => SchemaModel,
): Node {
  const { response, type, text, parsed } = answer
  const { responses } = operation.descriptor
  const found = findResponse(responses, response.status)
  if (!found) {
    return told('broken', `The document names no answer ${response.status} of this operation.`)
  }
  const documented = operation.answers[found.key] ?? {}
  const types = Object.keys(documented)
  if (types.length === 0) {
    return text === ''
      ? told('fine', 'As the document says: no body.')
      : told('broken', 'The document names no body of this answer.')
  }
  const key = pickMediaType(types, type)
  if (key === undefined) {
    return told(
      'broken',
      `The body is \`${type || 'of no media type'}\`; the document names ${types.join(', ')}.`,
    )
  }
  const pointer = documented[key]
  if (pointer === null || pointer === undefined)
    return told('fine', `As the document says: ${type}.`)
  if (parsed === undefined) {
    return /json/.test(type)
      ? told('broken', 'The body is not the JSON that its media type says.')
      : told('fine', `As the document says: ${type}; its content was not judged.`)
  }
  const list = disagreements(schemaAt(pointer), parsed)
  if (list.length === 0) return told('fine', `As the document says for ${found.key}.`)
  const items = list
    .slice(0, 12)
    .map(({ at, message }) =>
      element('li', {}, element('code', {}, at === '' ? 'the body' : at), ` ${message}`),
    )
  const view = told('broken', 'The body is not what the document says:')
  view.append(element('ul', {}, ...items))
  return view
}

function told(kind: 'fine' | 'broken', words: string): HTMLElement {
  return element(
    'div',
    { class: `verdict ${kind}` },
    element('p', {}, `${kind === 'fine' ? '✓' : '✗'} ${words}`),
  )
}

function unsent(error: unknown, server: string): Node {
  const reason = error instanceof Error ? error.message : String(error)
  const fromFile = location.protocol === 'file:'
  const hint = fromFile
    ? 'This page was opened from a file, and most servers do not let such pages call them. Serve the folder, or send the call with curl.'
    : `Either nothing answers at ${server}, or the server does not let pages of ${location.origin} call it (CORS). curl needs no such permission.`
  return element(
    'div',
    { class: 'verdict broken' },
    element('p', {}, `✗ The call could not be sent: ${reason}`),
    element('p', {}, hint),
  )
}

function parse(text: string): JsonValue | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isJsonObject(value) ||
      Array.isArray(value) ||
      value === null ||
      typeof value !== 'object'
      ? (value as JsonValue)
      : undefined
  } catch {
    // The verdict says that it is no JSON.
    return undefined
  }
}

function block(label: string, text: string): HTMLElement {
  const pre = element('pre', { tabindex: '0', 'aria-label': label }, element('code', {}, text))
  return element(
    'div',
    {},
    element('p', { class: 'label' }, label),
    element('div', { class: 'code' }, pre),
  )
}
