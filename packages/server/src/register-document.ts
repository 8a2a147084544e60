import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi'

type Registry = OpenAPIHono['openAPIRegistry']
type JsonObject = Readonly<Record<string, unknown>>

/** A document for the app's registry, and how its components are called there. */
export interface RegisteredDocument {
  /** The package's `openapi.json`. */
  readonly document: unknown
  /**
   * Put before the names of components, so that components of several documents that have one name stay apart in an app
   * that joins them: `shop` makes `Error` `shop.Error`. @default nothing
   */
  readonly componentPrefix?: string
}

const methods = [
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
  'query',
] as const

/**
 * Puts a whole document into the registry of an app: its operations as they are written, with the security that the
 * document asks of all, its webhooks, and its components. `getOpenAPI31Document` of the app, and of every app of
 * @hono/zod-openapi that it is mounted in, then says what the document says.
 *
 * @throws TypeError when it is no OpenAPI document.
 */
export function registerDocument(registry: Registry, options: RegisteredDocument): void {
  const { document, componentPrefix } = options
  if (!isObject(document) || typeof document.openapi !== 'string') {
    throw new TypeError(
      '`openapi.document` is no OpenAPI document: give what the package has as `openapi.json`.',
    )
  }
  const named = componentPrefix ? withPrefix(document, componentPrefix) : document
  for (const [kind, components] of members(named.components)) {
    for (const [name, component] of members(components)) {
      // Seam: the library's types say of components what the document was held to when it was generated.
      registry.registerComponent(kind as 'schemas', name, component as object)
    }
  }
  const shared = named.security
  for (const [path, item] of members(named.paths)) {
    for (const route of routesOf(path, item, shared)) registry.registerPath(route)
  }
  for (const [name, item] of members(named.webhooks)) {
    for (const route of routesOf(name, item, shared)) registry.registerWebhook(route)
  }
}

/** The registry knows operations only: what a path item says for all of its operations is said by each. */
function routesOf(path: string, item: unknown, security: unknown): RouteConfig[] {
  if (!isObject(item)) return []
  const { parameters: ofAll, servers, summary, description } = item
  return methods.flatMap((method) => {
    const operation = item[method]
    if (!isObject(operation)) return []
    const parameters = joinParameters(ofAll, operation.parameters)
    const around = { summary, description, servers, security }
    const given = Object.entries(around).filter(([, value]) => value !== undefined)
    const route = { ...Object.fromEntries(given), ...operation, method, path }
    return [{ ...route, ...(parameters && { parameters }) } as unknown as RouteConfig]
  })
}

/** An operation's own parameter replaces the path item's of the same name and place. */
function joinParameters(ofAll: unknown, own: unknown): readonly unknown[] | undefined {
  const inner = Array.isArray(own) ? own : []
  if (!Array.isArray(ofAll)) return inner.length > 0 ? inner : undefined
  const key = (one: unknown): string =>
    isObject(one) ? (typeof one.$ref === 'string' ? one.$ref : `${one.in} ${one.name}`) : ''
  const replaced = new Set(inner.map(key))
  return [...ofAll.filter((one) => !replaced.has(key(one))), ...inner]
}

/** The document with other names of its components, and with everything that names them. */
function withPrefix(document: JsonObject, prefix: string): JsonObject {
  const components = members(document.components).map(([kind, all]) => [
    kind,
    prefixKeys(rename(all, 'names', prefix), prefix),
  ])
  const { components: _, ...rest } = document
  const renamed = rename(rest, 'object', prefix)
  return { ...(isObject(renamed) ? renamed : {}), components: Object.fromEntries(components) }
}

/** What the keys of an object are: keywords, or names that somebody chose. */
type Keys = 'object' | 'names' | 'mapping'

function rename(value: unknown, keys: Keys, prefix: string): unknown {
  if (Array.isArray(value)) return value.map((item) => rename(item, 'object', prefix))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, renameMember(key, member, keys, prefix)]),
  )
}

function renameMember(key: string, member: unknown, keys: Keys, prefix: string): unknown {
  if (keys === 'mapping') return prefixReference(member, prefix)
  if (keys === 'names') return rename(member, 'object', prefix)
  if (key === '$ref') return prefixReference(member, prefix)
  if (key === 'mapping') return rename(member, 'mapping', prefix)
  if (key === 'security' && Array.isArray(member)) {
    return member.map((requirement) => prefixKeys(requirement, prefix))
  }
  if (key === 'examples') return renameExamples(member, prefix)
  // What looks like a reference in data is none.
  if (dataKeywords.has(key)) return member
  return rename(member, nameKeywords.has(key) ? 'names' : 'object', prefix)
}

/** Examples by name may be references; lists of examples are data. */
function renameExamples(examples: unknown, prefix: string): unknown {
  if (!isObject(examples)) return examples
  return Object.fromEntries(
    Object.entries(examples).map(([name, example]) => [
      name,
      isObject(example) && typeof example.$ref === 'string'
        ? { ...example, $ref: prefixReference(example.$ref, prefix) }
        : example,
    ]),
  )
}

function prefixReference(value: unknown, prefix: string): unknown {
  if (typeof value !== 'string') return value
  return value.replace(/^#\/components\/([^/]+)\/(?=[^/])/, `#/components/$1/${prefix}.`)
}

function prefixKeys(value: unknown, prefix: string): JsonObject {
  return Object.fromEntries(members(value).map(([name, member]) => [`${prefix}.${name}`, member]))
}

const dataKeywords: ReadonlySet<string> = new Set(['example', 'default', 'enum', 'const', 'value'])
const nameKeywords: ReadonlySet<string> = new Set([
  ...['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions'],
  ...['paths', 'webhooks', 'responses', 'headers', 'content', 'encoding', 'links', 'callbacks'],
])

function members(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : []
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
