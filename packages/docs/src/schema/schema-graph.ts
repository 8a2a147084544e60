import type { JsonPointer } from '@concordat/core'
import {
  type ApiModel,
  type SchemaDocument,
  type SchemaModel,
  SchemaReader,
  SchemaStore,
  type SchemaUse,
} from '@concordat/model'

/** The schemas of one document as a graph, and the names of its components. */
export class SchemaGraph {
  readonly #reader: SchemaReader
  readonly #document: SchemaDocument
  readonly #nodes = new Map<JsonPointer, SchemaModel>()
  readonly #names: ReadonlyMap<JsonPointer, string>

  constructor(model: ApiModel) {
    const store = new SchemaStore()
    this.#document = store.add('concordat:document', model.document)
    this.#reader = new SchemaReader(store)
    this.#names = new Map(model.schemas.map(({ pointer, name }) => [pointer, name]))
  }

  /** The schema at a place. */
  at({ pointer }: Pick<SchemaUse, 'pointer'>): SchemaModel {
    const known = this.#nodes.get(pointer)
    if (known) return known
    const node = this.#reader.read({ document: this.#document, pointer })
    this.#nodes.set(pointer, node)
    return node
  }

  /** The component's name, for a schema that is one. */
  nameOf(node: SchemaModel): string | undefined {
    return node.uri === this.#document.uri ? this.#names.get(node.pointer) : undefined
  }
}
