import {
  type ApiModel,
  type MediaTypeModel,
  type OperationModel,
  type SchemaModel,
  SchemaReader,
  SchemaStore,
} from '@concordat/model'
import { findMediaType, findResponse } from '@concordat/wire'
import { items } from '../reads/member-path.ts'
import type { DocumentedMembers } from '../reads/watch-value.ts'

/** Reads the schemas of a model, each once. */
export class DocumentSchemas {
  readonly #reader: SchemaReader
  readonly #document: ReturnType<SchemaStore['add']>
  readonly #read = new Map<string, SchemaModel>()

  constructor(model: ApiModel) {
    const store = new SchemaStore()
    this.#document = store.add('urn:concordat:document', model.document)
    this.#reader = new SchemaReader(store, '2020-12', { discriminates: true })
  }

  /** The schema at a pointer of the document. */
  at(pointer: string): SchemaModel {
    const known = this.#read.get(pointer)
    const schema = known ?? this.#reader.read({ document: this.#document, pointer })
    this.#read.set(pointer, schema)
    return schema
  }

  /** The documented body of a request. */
  ofRequest({ requestBody }: OperationModel, mediaType: string): SchemaModel | undefined {
    const content = Object.fromEntries(
      (requestBody?.content ?? []).map((one) => [one.mediaType, one]),
    )
    const schema = findMediaType(content, mediaType)?.descriptor.schema
    return schema && this.at(schema.pointer)
  }

  /** The documented body of an answer; absent where the document says none. */
  ofAnswer(
    operation: OperationModel,
    status: number,
    contentType: string | undefined,
  ): SchemaModel | undefined {
    const schema = answerContent(operation, status, contentType)?.schema
    return schema && this.at(schema.pointer)
  }
}

/** The entry of `content` that an answer is of. */
function answerContent(
  { responses }: OperationModel,
  status: number,
  contentType: string | undefined,
): MediaTypeModel | undefined {
  const byStatus = Object.fromEntries(responses.map((one) => [one.status, one]))
  const response = findResponse(byStatus, status)?.response
  const content = Object.fromEntries((response?.content ?? []).map((one) => [one.mediaType, one]))
  return findMediaType(content, contentType)?.descriptor
}

/** Names of the members that a schema gives to the object at a path, in any of its branches. */
export function documentedMembers(schema: SchemaModel | undefined): DocumentedMembers {
  return (path) => {
    let places: readonly SchemaModel[] = schema ? [schema] : []
    for (const step of path) {
      places = places
        .flatMap((place) => [...partsOf(place)])
        .flatMap((part) => stepInto(part, step))
    }
    const parts = places.flatMap((place) => [...partsOf(place)])
    return [...new Set(parts.flatMap(({ properties }) => [...(properties?.keys() ?? [])]))]
  }
}

function stepInto(schema: SchemaModel, step: string): readonly SchemaModel[] {
  if (step === items)
    return [...(schema.items ? [schema.items] : []), ...(schema.prefixItems ?? [])]
  const member = schema.properties?.get(step)
  return member ? [member] : schema.additionalProperties ? [schema.additionalProperties] : []
}

/** A schema with all that speaks of the same value, each once: what it refers to, combines and chooses from. */
function partsOf(start: SchemaModel): ReadonlySet<SchemaModel> {
  const found = new Set<SchemaModel>()
  const queue = [start]
  for (let schema = queue.pop(); schema; schema = queue.pop()) {
    if (found.has(schema)) continue
    found.add(schema)
    const { ref, dynamicRef, allOf = [], anyOf = [], oneOf = [], conditional } = schema
    for (const part of [
      ...allOf,
      ...anyOf,
      ...oneOf,
      ...[ref, dynamicRef, conditional?.whenTrue, conditional?.whenFalse],
    ]) {
      if (part) queue.push(part)
    }
  }
  return found
}
