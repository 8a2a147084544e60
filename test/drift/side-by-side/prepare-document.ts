import { readFileSync, writeFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Bench, BenchServer } from '../kit/bench.ts'
import { type Answer, visit } from '../kit/visitor.ts'
import { type ExampleRequest, exampleRequests } from './example-requests.ts'

type Json = Record<string, unknown>

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const methods = ['get', 'put', 'post', 'delete', 'patch', 'head']

/** An operation with a parameter list of its own, so that each can have its own examples. */
interface Place {
  readonly path: string
  readonly method: string
  readonly operation: Json
  readonly example: ExampleRequest
}

function resolve(document: Json, node: unknown): Json {
  const ref = isJson(node) && typeof node.$ref === 'string' ? node.$ref : undefined
  if (ref === undefined) return isJson(node) ? node : {}
  const target = ref
    .split('/')
    .slice(1)
    .reduce<unknown>((outer, name) => (isJson(outer) ? outer[name] : undefined), document)
  return isJson(target) ? target : {}
}

function placesOf(document: Json, api: string): Place[] {
  return Object.entries(isJson(document.paths) ? document.paths : {}).flatMap(([path, item]) => {
    if (!isJson(item)) return []
    const shared = Array.isArray(item.parameters) ? item.parameters : []
    delete item.parameters
    return methods.flatMap((method) => {
      const operation = item[method]
      if (!isJson(operation)) return []
      const own = Array.isArray(operation.parameters) ? operation.parameters : []
      operation.parameters = [...shared, ...own].map((one) =>
        structuredClone(resolve(document, one)),
      )
      operation.operationId ??= 'getStatus'
      const example = exampleRequests[api]?.[String(operation.operationId)]
      return example ? [{ path, method, operation, example }] : []
    })
  })
}

function typed(text: string, schema: unknown): unknown {
  return isJson(schema) && schema.type === 'integer' ? Number(text) : text
}

/** `$ref` with something beside it, as `allOf`, which more tools read. */
function spreadReferences(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(spreadReferences)
  if (!isJson(node)) return node
  const { $ref, ...rest } = Object.fromEntries(
    Object.entries(node).map(([name, value]) => [name, spreadReferences(value)]),
  )
  if ($ref === undefined) return rest
  return Object.keys(rest).length === 0 ? { $ref } : { allOf: [{ $ref }], ...rest }
}

/** Gives the response of an example the example's name; some tools refuse one that has no request by that name. */
function nameResponse(document: Json, operation: Json, answer: Answer): void {
  const responses = operation.responses as Record<string, Json>
  const response = structuredClone(resolve(document, responses[String(answer.status)]))
  const sent = answer.headers['content-type']?.split(';')[0] ?? ''
  const media = isJson(response.content) ? response.content[sent] : undefined
  if (isJson(media))
    media.examples = { ok: { value: sent === 'application/json' ? answer.at() : answer.text } }
  for (const [name, header] of Object.entries(isJson(response.headers) ? response.headers : {})) {
    const value = answer.headers[name.toLowerCase()]
    const inline = structuredClone(resolve(document, header))
    if (value !== undefined) inline.examples = { ok: { value: typed(value, inline.schema) } }
    ;(response.headers as Json)[name] = inline
  }
  responses[String(answer.status)] = response
}

/** The request of an example as it goes over the wire, from the server's base. */
export function targetOf({ path, example }: Pick<Place, 'path' | 'example'>): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => String(example.path?.[name] ?? ''))
  const query = new URLSearchParams(
    Object.entries(example.query ?? {}).map(([name, value]) => [name, String(value)]),
  )
  return query.size > 0 ? `${filled}?${query}` : filled
}

function givenFor(example: ExampleRequest, parameter: Json): unknown {
  const section = { path: example.path, query: example.query, header: example.header }[
    String(parameter.in)
  ]
  return section?.[String(parameter.name)]
}

export interface PreparedRequest {
  readonly operationId: string
  readonly method: string
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

function bodyText({ body, type }: ExampleRequest): string | undefined {
  if (body === undefined) return undefined
  if (type === 'application/x-www-form-urlencoded')
    return `${new URLSearchParams(body as Record<string, string>)}`
  return typeof body === 'string' ? body : JSON.stringify(body)
}

export interface PreparedDocument {
  /** Path of the document as JSON. */
  readonly file: string
  readonly requests: readonly PreparedRequest[]
}

/**
 * Writes a bench's document as tools that live on examples want it: an example for each parameter that must be given,
 * each request body and each success, the last as the right server answers it.
 */
export async function prepareDocument(
  bench: Bench,
  right: BenchServer,
  file: string,
): Promise<PreparedDocument> {
  const read: unknown = parse(readFileSync(bench.document, 'utf8'))
  if (!isJson(read)) throw new Error(`${bench.document} is not a document.`)
  const running = await right.start()
  const visitor = visit(running.url, bench.logins)
  const requests: PreparedRequest[] = []
  try {
    for (const place of placesOf(read, bench.api)) {
      const { example, operation, method } = place
      for (const parameter of operation.parameters as Json[]) {
        const value = givenFor(example, parameter)
        if (value !== undefined) {
          delete parameter.example
          parameter.examples = { ok: { value } }
        }
      }
      const named = [example.path, example.query, example.header, example.body].some(
        (given) => given !== undefined,
      )
      const body = bodyText(example)
      const type = example.type ?? (body === undefined ? undefined : 'application/json')
      if (type !== undefined) {
        operation.requestBody = structuredClone(resolve(read, operation.requestBody))
        const media = (operation.requestBody as { content: Record<string, Json> }).content[type]
        if (media) {
          delete media.example
          media.examples = { ok: { value: example.body } }
        }
      }
      const headers = { ...(type !== undefined && { 'content-type': type }), ...example.header }
      const target = targetOf(place)
      const operationId = String(operation.operationId)
      requests.push({
        operationId,
        method: method.toUpperCase(),
        target,
        headers,
        ...(body !== undefined && { body }),
      })
      const as = operationId === 'events/report' ? { as: 'courier' } : {}
      const answer = await visitor.send(method.toUpperCase(), target, {
        ...as,
        headers,
        ...(body !== undefined && { body }),
      })
      if (answer.status !== example.status)
        throw new Error(`${operationId} answered ${answer.status}: ${answer.text}`)
      if (named) nameResponse(read, operation, answer)
    }
  } finally {
    await running.close()
  }
  writeFileSync(file, JSON.stringify(spreadReferences(read), null, 2))
  return { file, requests }
}
