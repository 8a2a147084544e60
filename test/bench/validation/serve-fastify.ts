import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import { parse } from 'yaml'

/** What is used of Fastify, which is installed only when the benchmarks run. */
interface FastifyApp {
  post(path: string, options: object, handler: (request: { body: unknown }) => unknown): void
  listen(options: { port: number; host: string }): Promise<string>
}

/** Fastify with the document's own schemas, references resolved; resolves to the port. */
export async function serveFastify(): Promise<number> {
  const text = readFileSync(fileURLToPath(new URL('openapi.yaml', import.meta.url)), 'utf8')
  const document: JsonValue = parse(text)
  const schema = (name: string): JsonValue =>
    inlined(at(document, 'components', 'schemas', name), document)
  const specifier: string = 'fastify'
  const { default: createApp }: { default: () => FastifyApp } = await import(specifier)
  const app = createApp()
  const answer = (name: string) => ({ body: schema(name), response: { 200: schema(name) } })
  const id = { type: 'object', properties: { id: { type: 'integer', minimum: 1 } } }
  const query = {
    type: 'object',
    properties: { limit: { type: 'integer', minimum: 1, maximum: 50 } },
  }
  app.post('/small/:id', { schema: { params: id, ...answer('Small') } }, async ({ body }) => body)
  app.post('/list', { schema: { querystring: query, ...answer('List') } }, async ({ body }) => body)
  app.post('/union', { schema: answer('Shapes') }, async ({ body }) => body)
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return Number(new URL(url).port)
}

function at(value: JsonValue, ...path: readonly string[]): JsonValue {
  return path.reduce<JsonValue>(
    (found, name) => (isJsonObject(found) ? (found[name] ?? {}) : {}),
    value,
  )
}

function inlined(value: JsonValue, document: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item) => inlined(item, document))
  if (!isJsonObject(value)) return value
  if (typeof value.$ref === 'string') {
    return inlined(at(document, ...value.$ref.slice(2).split('/')), document)
  }
  const entries = Object.entries(value).map(([name, member]) => [
    name,
    inlined(member ?? null, document),
  ])
  const object: JsonObject = Object.fromEntries(entries)
  return object
}
