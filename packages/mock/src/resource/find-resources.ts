import type { ApiModel, MediaTypeModel, OperationModel, SchemaModel } from '@concordat/model'
import { isJson } from '@concordat/wire'
import type { SchemaAt } from '../judge/mock-definition.ts'
import { entityPlace, itemsOf, listPlace, propertiesOf, schemaWithin } from './entity-schema.ts'

/** What an operation does to a resource. */
export type Role = 'create' | 'list' | 'read' | 'replace' | 'patch' | 'delete' | 'act'

/** Things that are kept under a path: `/orders`, with `/orders/{orderId}` for each. */
export interface Resource {
  /** Template of the path that each stands under, for example `/orders/{orderId}`. */
  readonly itemPath: string
  /** The same without its last segment. */
  readonly collectionPath: string
  /** Variable of the last segment. */
  readonly parameter: string
  /** Property that holds what the variable names. */
  readonly idName: string
}

/** What an operation was taken for, and why. */
export interface Explanation {
  readonly operationId: string
  readonly method: string
  readonly path: string
  readonly role: Role | 'without state'
  readonly resource?: Resource
  readonly reason: string
}

/** Resources of an API, and the part that each operation has in them. */
export interface Resources {
  readonly explanations: ReadonlyMap<string, Explanation>
  /** Resources that are kept, by the template of their item path. */
  readonly byItemPath: ReadonlyMap<string, Resource>
}

/** Corrections by operationId: another role, or none. */
export type RoleCorrections = Readonly<Record<string, Role | 'without state'>>

/** Finds resources from paths and schemas: a collection, its items, and the property that tells these apart. */
export function findResources(
  model: ApiModel,
  schemaAt: SchemaAt,
  corrections: RoleCorrections = {},
): Resources {
  const byItemPath = new Map<string, Resource>()
  for (const { path } of model.operations) {
    if (byItemPath.has(path)) continue
    const resource = resourceAt(path, model, schemaAt)
    if (resource) byItemPath.set(path, resource)
  }
  const explanations = new Map<string, Explanation>()
  for (const operation of model.operations) {
    const told = explain(operation, byItemPath, schemaAt)
    const corrected = corrections[operation.operationId]
    const final = corrected
      ? { ...told, role: corrected, reason: 'The configuration says so.' }
      : told
    explanations.set(operation.operationId, final)
  }
  return { explanations, byItemPath: knowable(byItemPath, explanations, model) }
}

/** What nobody can have made, listed or read in an example cannot be known by its id: it is answered without state. */
function knowable(
  resources: ReadonlyMap<string, Resource>,
  explanations: Map<string, Explanation>,
  model: ApiModel,
): ReadonlyMap<string, Resource> {
  const kept = new Map<string, Resource>()
  for (const [path, resource] of resources) {
    const own = [...explanations.values()].filter((one) => one.resource === resource)
    const isMade = own.some(({ role }) => role === 'create' || role === 'list')
    const hasExample = model.operations.some(
      (operation) =>
        operation.path === path &&
        operation.parameters.some(
          ({ name, examples }) => name === resource.parameter && examples.length > 0,
        ),
    )
    const isReplaced = own.some(({ role }) => role === 'replace')
    if (isMade || hasExample || isReplaced) {
      kept.set(path, resource)
      continue
    }
    for (const one of own) {
      const reason =
        'No operation makes or lists such things, and no example names one: any id is taken.'
      explanations.set(one.operationId, { ...one, role: 'without state', reason })
    }
  }
  return kept
}

function resourceAt(path: string, model: ApiModel, schemaAt: SchemaAt): Resource | undefined {
  const match = /^(.*)\/\{([^{}]+)\}$/.exec(path)
  const [, collectionPath, parameter] = match ?? []
  if (collectionPath === undefined || parameter === undefined) return undefined
  const own = model.operations.filter((one) => one.path === path || one.path === collectionPath)
  const schemas = own.flatMap((operation) => answerSchemas(operation, schemaAt))
  const votes = new Map<string, number>()
  for (const schema of schemas) {
    const name = idNameIn(schema, parameter)
    if (name !== undefined) votes.set(name, (votes.get(name) ?? 0) + 1)
  }
  const [best] = [...votes].sort(([, left], [, right]) => right - left)
  return best && { itemPath: path, collectionPath, parameter, idName: best[0] }
}

function idNameIn(schema: SchemaModel, parameter: string): string | undefined {
  const list = listPlace(schema)
  const inList = list && schemaWithin(schema, list)
  const items = inList && itemsOf(inList)
  const candidates = items ? [items] : [schema, ...propertiesOf(schema).values()]
  for (const candidate of candidates) {
    const names = [...propertiesOf(candidate)].flatMap(([name, own]) =>
      isScalar(own) ? [name] : [],
    )
    const found = idAmong(names, parameter)
    if (found !== undefined) return found
  }
  return undefined
}

/** The property that a path variable means: of the same name, or of its last word: `orderId` is the `id` of an order. */
function idAmong(names: readonly string[], parameter: string): string | undefined {
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '')
  const wanted = plain(parameter)
  const same = names.find((name) => plain(name) === wanted)
  if (same !== undefined) return same
  const ending = names.filter((name) => wanted.endsWith(plain(name)) && plain(name) !== '')
  const [longest] = ending.sort((left, right) => right.length - left.length)
  if (longest !== undefined) return longest
  const longer = names.filter((name) => plain(name).endsWith(wanted))
  return longer.length === 1 ? longer[0] : undefined
}

function isScalar(schema: SchemaModel): boolean {
  return !itemsOf(schema) && propertiesOf(schema).size === 0
}

/** The JSON media type of a response's content. */
export function jsonContent(content: readonly MediaTypeModel[]): MediaTypeModel | undefined {
  return content.find(({ mediaType, schema }) => schema && isJson(mediaType))
}

/** Schemas of the bodies of an operation's successes. */
function answerSchemas(operation: OperationModel, schemaAt: SchemaAt): SchemaModel[] {
  return operation.responses
    .filter(({ status }) => /^2/.test(status))
    .flatMap(({ content }) => {
      const schema = jsonContent(content)?.schema
      return schema ? [schemaAt(schema.pointer)] : []
    })
}

function explain(
  operation: OperationModel,
  resources: ReadonlyMap<string, Resource>,
  schemaAt: SchemaAt,
): Explanation {
  const { operationId, method, path } = operation
  const base = { operationId, method: method.toUpperCase(), path }
  const item = resources.get(path)
  if (item) {
    const roles = {
      get: 'read',
      head: 'read',
      put: 'replace',
      patch: 'patch',
      delete: 'delete',
    } as const
    const role = Object.hasOwn(roles, method) ? roles[method as keyof typeof roles] : undefined
    const reason = `\`${path}\` names one by \`${item.idName}\`.`
    if (role) return { ...base, role, resource: item, reason }
  }
  const collection = [...resources.values()].find(({ collectionPath }) => collectionPath === path)
  const schemas = answerSchemas(operation, schemaAt)
  if (collection && (method === 'get' || method === 'head')) {
    const isList = schemas.some((schema) => listPlace(schema) !== undefined)
    const reason = `It gives a list, and \`${collection.itemPath}\` names one of it.`
    if (isList || schemas.length === 0)
      return { ...base, role: 'list', resource: collection, reason }
  }
  if (collection && method === 'post') {
    const { idName } = collection
    const gives = schemas.some((schema) => entityPlace(schema, idName))
    const hasPlace = operation.responses.some(
      ({ status, content, headers }) =>
        status === '201' &&
        (content.length === 0 || headers.some(({ name }) => name.toLowerCase() === 'location')),
    )
    const reason = `It gives what \`${collection.itemPath}\` names by \`${idName}\`.`
    if (gives || hasPlace) return { ...base, role: 'create', resource: collection, reason }
  }
  const around = [...resources.values()].find(({ itemPath }) => path.startsWith(`${itemPath}/`))
  if (
    around &&
    schemas.some((schema) => entityPlace(schema, around.idName)?.length === 0) &&
    method === 'post'
  ) {
    const reason = `It gives the one that \`${around.itemPath}\` names.`
    return { ...base, role: 'act', resource: around, reason }
  }
  return {
    ...base,
    role: 'without state',
    reason: 'Its path and its answers name nothing that is kept.',
  }
}
