import { isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import type { ApiModel, OperationModel } from '@concordat/model'
import type { SchemaAt } from '../judge/mock-definition.ts'
import { entityPlace, listPlace, valueWithin } from './entity-schema.ts'
import { filledPath } from './entity-store.ts'
import { jsonContent, type Resource, type Resources } from './find-resources.ts'

/** Something that is there at the start, because an example of the document says so. */
export interface ExampleEntity {
  readonly resource: Resource
  /** Path of its collection, with variables filled in. */
  readonly collection: string
  readonly id: JsonValue
  readonly members: JsonObject
}

/** What the document's examples name: ids of paths, and things in answers that read and list. */
export function exampleEntities(
  model: ApiModel,
  { explanations, byItemPath }: Resources,
  schemaAt: SchemaAt,
): readonly ExampleEntity[] {
  const found: ExampleEntity[] = []
  const roots = [...byItemPath.values()].toSorted(
    (left, right) => left.itemPath.length - right.itemPath.length,
  )
  for (const resource of roots) {
    const collection = collectionOf(resource, found, model)
    if (collection === undefined) continue
    const add = (id: JsonValue | undefined, members: JsonObject): void => {
      if (typeof id !== 'string' && typeof id !== 'number') return
      const known = found.find((one) => one.resource === resource && String(one.id) === String(id))
      if (!known)
        found.push({ resource, collection, id, members: { ...members, [resource.idName]: id } })
    }
    const own = model.operations.filter(
      (one) => explanations.get(one.operationId)?.resource === resource,
    )
    const named = own.flatMap((operation) => parameterExamples(operation, resource.parameter))
    const bodies = own
      .filter((one) =>
        ['read', 'list', 'replace', 'patch'].includes(
          explanations.get(one.operationId)?.role ?? '',
        ),
      )
      .flatMap((operation) => examplesOf(operation, resource, schemaAt))
    for (const members of bodies) add(members[resource.idName] ?? named[0], members)
    for (const id of named) add(id, bodies[0] ?? {})
  }
  return found
}

/** The path of a collection whose variables examples fill in. */
function collectionOf(
  { collectionPath }: Resource,
  found: readonly ExampleEntity[],
  model: ApiModel,
): string | undefined {
  const values: Record<string, unknown> = {}
  for (const [, name = ''] of collectionPath.matchAll(/\{([^{}]+)\}/g)) {
    const parent = found.find(
      ({ resource }) =>
        collectionPath.startsWith(`${resource.itemPath}`) && resource.parameter === name,
    )
    const users = model.operations.filter(({ path }) => path.startsWith(collectionPath))
    const example = parent?.id ?? users.flatMap((one) => parameterExamples(one, name))[0]
    if (example === undefined) return undefined
    values[name] = example
  }
  return filledPath(collectionPath, values)
}

function parameterExamples(operation: OperationModel, name: string): JsonValue[] {
  return operation.parameters
    .filter((parameter) => parameter.in === 'path' && parameter.name === name)
    .flatMap(({ examples }) => examples.map(({ value }) => value as JsonValue))
    .filter((value) => value !== undefined)
}

function examplesOf(
  operation: OperationModel,
  resource: Resource,
  schemaAt: SchemaAt,
): JsonObject[] {
  return operation.responses
    .filter(({ status }) => /^2/.test(status))
    .flatMap((response) => {
      const content = jsonContent(response.content)
      if (!content?.schema) return []
      const schema = schemaAt(content.schema.pointer)
      const named = content.examples.map(({ value }) => value as JsonValue)
      const written = named.length > 0 ? named : (schema.examples ?? schema.ref?.examples ?? [])
      const place = entityPlace(schema, resource.idName)
      const list = place ? undefined : listPlace(schema)
      return written.flatMap((value) => {
        if (place) return valueWithin(value, place) ?? []
        const items = list && valueWithin(value, list)
        return Array.isArray(items) ? items : []
      })
    })
    .filter(isJsonObject)
}
