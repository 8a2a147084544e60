import { isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import type { ApiModel, OperationModel, ResponseModel, SchemaModel } from '@concordat/model'
import type { Output } from '@concordat/server'
import { acceptsValue } from '@concordat/values'
import type { SchemaAt } from '../judge/mock-definition.ts'
import { asJson } from '../judge/schema-validator.ts'
import {
  entityPlace,
  itemsOf,
  listPlace,
  propertiesOf,
  schemaWithin,
  withValueAt,
} from '../resource/entity-schema.ts'
import { type Entity, type EntityStore, filledPath } from '../resource/entity-store.ts'
import {
  type Explanation,
  jsonContent,
  type Resource,
  type Resources,
} from '../resource/find-resources.ts'
import { listPage, pageMembers } from './list-page.ts'
import { jsonPatch, mergePatch, plainPatch } from './merge-patch.ts'
import { makeAnswer, overlaid, represent } from './represent.ts'

/** A request as a handler gets it, with the types of the document forgotten. */
export interface MockInput {
  readonly path?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly header?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly mediaType?: string
  readonly request: Request
}

/** Ids that are made before one that is taken is used again. */
const mostTries = 50

/** What stateful operations answer: an output, a status that the document's own answer is taken for, or nothing. */
export type StatefulAnswer = Output | { readonly refused: 404 | 409 | 412 | 422 } | undefined

/** What answers are made from. */
export interface StatefulParts {
  readonly model: ApiModel
  readonly schemaAt: SchemaAt
  readonly resources: Resources
  readonly store: EntityStore
  readonly seed: number
}

/** Answers the operations that create, list, read, change and delete what is kept. */
export class StatefulAnswers {
  readonly #parts: StatefulParts
  readonly #operations: ReadonlyMap<string, OperationModel>
  readonly #serials = new Map<string, number>()

  constructor(parts: StatefulParts) {
    this.#parts = parts
    this.#operations = new Map(parts.model.operations.map((one) => [one.operationId, one]))
  }

  /** Ids begin anew. */
  reset(): void {
    this.#serials.clear()
  }

  /** `undefined`: the operation has no part in any resource. */
  answer(operationId: string, input: MockInput): StatefulAnswer {
    const told = this.#parts.resources.explanations.get(operationId)
    const operation = this.#operations.get(operationId)
    if (!told || !operation) return undefined
    if (this.#lacksParent(told, input)) return { refused: 404 }
    const { resource, role } = told
    if (!resource) return undefined
    switch (role) {
      case 'create':
        return this.#create(operation, resource, input)
      case 'list':
        return this.#list(operation, resource, input)
      case 'read':
      case 'act':
        return this.#read(operation, resource, input)
      case 'replace':
      case 'patch':
        return this.#change(operation, resource, input, role)
      case 'delete':
        return this.#delete(operation, resource, input)
      default:
        return undefined
    }
  }

  /** Whether a path leads through something that is kept, and is not there. */
  #lacksParent({ path, resource, role }: Explanation, { path: values = {} }: MockInput): boolean {
    for (const [itemPath, parent] of this.#parts.resources.byItemPath) {
      const isWithin =
        path.startsWith(`${itemPath}/`) || (path === itemPath && role === 'without state')
      if (!isWithin || parent === resource) continue
      if (!this.#find(parent, values)) return true
    }
    return false
  }

  #find(resource: Resource, values: Readonly<Record<string, unknown>>): Entity | undefined {
    const collection = filledPath(resource.collectionPath, values)
    return this.#parts.store.get(collection, String(values[resource.parameter]))
  }

  #create(operation: OperationModel, resource: Resource, input: MockInput): StatefulAnswer {
    const { store } = this.#parts
    const collection = filledPath(resource.collectionPath, input.path ?? {})
    const sent = objectIn(input.body)
    const schema = this.entitySchema(resource)
    // A caller that names something that is there is told so, where the document has words for that.
    const keepsTaken = operation.responses.some(({ status }) => status === '409')
    const id = this.#newId(resource, schema, sent, { collection, keepsTaken })
    if (keepsTaken && store.get(collection, String(id))) return { refused: 409 }
    const value = this.#entity(
      resource,
      { ...sent, ...parentIds(resource, input), [resource.idName]: id },
      id,
    )
    const entity = store.put(collection, String(id), value)
    const place = `${collection}/${encodeURIComponent(String(id))}`
    return this.#success(operation, resource, entity, {
      order: ['201', '200', '202'],
      location: place,
    })
  }

  /** Something with these members as it is kept; its id is made where they have none. */
  entityOf(resource: Resource, members: JsonObject): JsonObject {
    const schema = this.entitySchema(resource)
    const id = this.#newId(resource, schema, members, {
      collection: resource.collectionPath,
      keepsTaken: true,
    })
    return this.#entity(resource, { ...members, [resource.idName]: id }, id)
  }

  /** With all that its own schema documents. */
  #entity(resource: Resource, members: JsonObject, id: JsonValue): JsonObject {
    const schema = this.entitySchema(resource)
    if (!schema) return members
    const made = makeAnswer(schema, this.#seedOf(id), members)
    return overlaid(schema, isJsonObject(made) ? made : {}, members)
  }

  /** The schema of what a resource keeps: as it is read, made, or listed. */
  entitySchema(resource: Resource): SchemaModel | undefined {
    const { resources, schemaAt } = this.#parts
    const roles = ['read', 'create', 'replace', 'patch', 'list'] as const
    for (const role of roles) {
      for (const told of resources.explanations.values()) {
        if (told.resource !== resource || told.role !== role) continue
        const operation = this.#operations.get(told.operationId)
        const found =
          operation &&
          successes(operation).flatMap((response) => {
            const schema = jsonContent(response.content)?.schema
            return schema ? (entitySchemaIn(schemaAt(schema.pointer), resource) ?? []) : []
          })[0]
        if (found) return found
      }
    }
    return undefined
  }

  #newId(
    resource: Resource,
    schema: SchemaModel | undefined,
    sent: JsonObject,
    { collection, keepsTaken }: { readonly collection: string; readonly keepsTaken: boolean },
  ): JsonValue {
    const own = sent[resource.idName]
    const isTaken = this.#parts.store.get(collection, String(own)) !== undefined
    if ((typeof own === 'string' || typeof own === 'number') && (!isTaken || keepsTaken)) return own
    const idSchema = schema && propertiesOf(schema).get(resource.idName)
    for (let tries = 0; ; tries += 1) {
      const serial = (this.#serials.get(resource.itemPath) ?? 0) + 1
      this.#serials.set(resource.itemPath, serial)
      const id = (idSchema && this.#madeId(idSchema, serial)) ?? `${serial}`
      // Where a schema leaves few ids, or one, the newest thing takes the place of an older one.
      if (tries >= mostTries || !this.#parts.store.get(collection, String(id))) return id
    }
  }

  #madeId(schema: SchemaModel, serial: number): JsonValue | undefined {
    for (const plain of [serial, String(serial)]) {
      if (acceptsValue(schema, plain, { direction: 'response' })) return plain
    }
    const made = makeAnswer(schemaWithoutExamples(schema), this.#parts.seed * 100_003 + serial)
    return typeof made === 'string' || typeof made === 'number' ? made : undefined
  }

  #list(operation: OperationModel, resource: Resource, input: MockInput): StatefulAnswer {
    const { store, schemaAt, seed } = this.#parts
    const collection = filledPath(resource.collectionPath, input.path ?? {})
    const response = successes(operation)[0]
    const content = response && jsonContent(response.content)
    if (!response || !content?.schema) return undefined
    const schema = schemaAt(content.schema.pointer)
    const place = listPlace(schema)
    const listSchema = place && schemaWithin(schema, place)
    const items = listSchema && itemsOf(listSchema)
    if (!place || !items) return undefined
    const members = new Set(propertiesOf(entitySchemaIn(items, resource) ?? items).keys())
    const query = objectIn(asJson(input.query ?? {}))
    const page = listPage(store.all(collection), query, members)
    const shown = page.entities.flatMap((entity) => this.#shown(items, resource, entity) ?? [])
    const base = place.length === 0 ? [] : (makeAnswer(schema, seed) ?? {})
    const body = withValueAt(base, place, shown)
    if (!isJsonObject(body)) return this.#output(response, content.mediaType, body)
    const told = pageMembers([...propertiesOf(schema).keys()], page, query)
    return this.#output(response, content.mediaType, overlaid(schema, body, told))
  }

  #read(operation: OperationModel, resource: Resource, input: MockInput): StatefulAnswer {
    const entity = this.#find(resource, input.path ?? {})
    if (!entity) return { refused: 404 }
    const condition = input.request.headers.get('if-none-match')
    const isReading = operation.method === 'get' || operation.method === 'head'
    if (isReading && condition !== null && matchesTag(condition, tagOf(entity))) {
      const documented = operation.responses.find(({ status }) => status === '304')
      if (documented) return { status: 304, headers: this.#headers(documented, entity) }
    }
    return this.#success(operation, resource, entity)
  }

  #change(
    operation: OperationModel,
    resource: Resource,
    input: MockInput,
    role: 'replace' | 'patch',
  ): StatefulAnswer {
    const { store } = this.#parts
    const values = input.path ?? {}
    const collection = filledPath(resource.collectionPath, values)
    const entity = this.#find(resource, values)
    const id = String(values[resource.parameter])
    if (!entity) {
      const mayCreate =
        role === 'replace' && operation.responses.some(({ status }) => status === '201')
      if (!mayCreate) return { refused: 404 }
      const named = {
        ...objectIn(input.body),
        [resource.idName]: asJson(values[resource.parameter]),
      }
      const created = store.put(collection, id, this.#entity(resource, named, id))
      return this.#success(operation, resource, created, { order: ['201'] })
    }
    if (isStale(input.request, entity)) return { refused: 412 }
    const changed = this.#changed(resource, entity, input, role)
    if (!changed) return { refused: 422 }
    return this.#success(operation, resource, store.put(collection, id, changed), {
      order: ['200', '204'],
    })
  }

  #changed(
    resource: Resource,
    { value }: Entity,
    { body, mediaType = '' }: MockInput,
    role: 'replace' | 'patch',
  ): JsonObject | undefined {
    const sent = asJson(body)
    const schema = this.entitySchema(resource)
    const kept = { [resource.idName]: value[resource.idName] ?? null }
    if (role === 'patch' && /json-patch\+json/.test(mediaType)) {
      const patched = Array.isArray(sent) ? jsonPatch(value, sent) : undefined
      return isJsonObject(patched) ? { ...patched, ...kept } : undefined
    }
    const members = objectIn(sent)
    if (role === 'patch') {
      const isMerge = /merge-patch\+json/.test(mediaType)
      const patched = isMerge ? mergePatch(value, members) : plainPatch(value, members)
      const whole = { ...(isJsonObject(patched) ? patched : value), ...kept }
      return schema ? overlaid(schema, whole, {}) : whole
    }
    // What the caller may not write stays as it was; all else is what it sent.
    const own = schema
      ? [...propertiesOf(schema)].filter(
          ([, one]) => one.readOnly === true || one.ref?.readOnly === true,
        )
      : []
    const names = new Set(own.map(([name]) => name))
    const stays = Object.fromEntries(Object.entries(value).filter(([name]) => names.has(name)))
    const whole = { ...members, ...stays, ...kept }
    if (!schema || acceptsValue(schema, whole, { direction: 'response' })) return whole
    return overlaid(schema, value, whole)
  }

  #delete(operation: OperationModel, resource: Resource, input: MockInput): StatefulAnswer {
    const values = input.path ?? {}
    const entity = this.#find(resource, values)
    if (!entity) return { refused: 404 }
    if (isStale(input.request, entity)) return { refused: 412 }
    this.#parts.store.delete(filledPath(resource.collectionPath, values), entity.id)
    return this.#success(operation, resource, entity, { order: ['204', '200', '202'] })
  }

  /** The documented success of an operation that is about one thing. */
  #success(
    operation: OperationModel,
    resource: Resource,
    entity: Entity,
    {
      order = [],
      location,
    }: { readonly order?: readonly string[]; readonly location?: string } = {},
  ): StatefulAnswer {
    const all = successes(operation)
    const preferred = order.flatMap((status) => all.find((one) => one.status === status) ?? [])
    const response = preferred[0] ?? all[0]
    if (!response) return undefined
    const headers = this.#headers(response, entity, location)
    if (response.content.length === 0) return { status: statusOf(response), headers }
    const content = jsonContent(response.content)
    if (!content?.schema) return undefined
    const body = this.#shown(this.#parts.schemaAt(content.schema.pointer), resource, entity)
    if (body === undefined) return undefined
    return { ...this.#output(response, content.mediaType, body), headers }
  }

  /** A thing within the body that a schema describes. */
  #shown(schema: SchemaModel, resource: Resource, entity: Entity): JsonValue | undefined {
    const seed = this.#seedOf(entity.id)
    const place = entityPlace(schema, resource.idName)
    const inner = place && schemaWithin(schema, place)
    if (!place || !inner) return makeAnswer(schema, seed, entity.value)
    const shown = represent(inner, entity.value, seed)
    if (shown === undefined || place.length === 0) return shown
    return withValueAt(makeAnswer(schema, seed) ?? {}, place, shown)
  }

  #output({ status }: ResponseModel, mediaType: string, body: JsonValue): Output {
    const concrete = mediaType.includes('*') ? 'application/json' : mediaType
    return { status: /^\d+$/.test(status) ? Number(status) : 200, mediaType: concrete, body }
  }

  #headers(response: ResponseModel, entity: Entity, location?: string): Record<string, unknown> {
    const headers: Record<string, unknown> = {}
    for (const { name, required, schema } of response.headers) {
      const lower = name.toLowerCase()
      if (lower === 'etag') headers[lower] = tagOf(entity)
      else if (lower === 'location' && location !== undefined) headers[lower] = location
      else if (required)
        headers[lower] = makeAnswer(this.#parts.schemaAt(schema.pointer), this.#parts.seed)
    }
    return headers
  }

  #seedOf(id: JsonValue): number {
    let hash = this.#parts.seed
    for (const character of String(id))
      hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 2147483647
    return hash
  }
}

/** An example would make all ids the same. */
function schemaWithoutExamples(schema: SchemaModel): SchemaModel {
  const { examples: _examples, default: _default, ...rest } = schema
  return rest
}

function entitySchemaIn(schema: SchemaModel, { idName }: Resource): SchemaModel | undefined {
  const place = entityPlace(schema, idName)
  if (place) return schemaWithin(schema, place)
  const list = listPlace(schema)
  const listSchema = list && schemaWithin(schema, list)
  const items = listSchema && itemsOf(listSchema)
  return items && entityPlace(items, idName)?.length === 0 ? items : undefined
}

/** Values of a path that an entity has as members too: the order that a line belongs to. */
function parentIds(resource: Resource, { path = {} }: MockInput): JsonObject {
  const own = Object.entries(path).filter(([name]) => name !== resource.parameter)
  return Object.fromEntries(own.map(([name, value]) => [name, asJson(value)]))
}

function objectIn(value: unknown): JsonObject {
  const json = asJson(value)
  return isJsonObject(json) ? json : {}
}

function successes({ responses }: OperationModel): readonly ResponseModel[] {
  const exact = responses.filter(({ status }) => /^2\d\d$/.test(status))
  const ordered = exact.toSorted((left, right) => Number(left.status) - Number(right.status))
  return [...ordered, ...responses.filter(({ status }) => status === '2XX')]
}

function statusOf({ status }: ResponseModel): number {
  return /^\d+$/.test(status) ? Number(status) : 200
}

/** A strong tag, which changes with the thing. @see RFC 9110, 8.8.3 */
function tagOf({ id, version }: Entity): string {
  return `"${encodeURIComponent(id)}-${version}"`
}

function matchesTag(condition: string, tag: string): boolean {
  if (condition.trim() === '*') return true
  return condition.split(',').some((one) => one.trim().replace(/^W\//, '') === tag)
}

/** Whether a condition asks for another version than there is. @see RFC 9110, 13.1.1 */
function isStale(request: Request, entity: Entity): boolean {
  const condition = request.headers.get('if-match')
  return condition !== null && !matchesTag(condition, tagOf(entity))
}
