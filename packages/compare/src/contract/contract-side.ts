import type { JsonPointer } from '@concordat/core'
import {
  type ApiModel,
  type NormalisedDocument,
  readApiModel,
  type SchemaDocument,
  type SchemaModel,
  SchemaReader,
  SchemaStore,
} from '@concordat/model'
import { DirectedSchemas, type Direction, type Reading } from '../schema/directed.ts'
import { anything } from '../schema/expand.ts'

/** One of the two documents, as the comparison works with it. */
export class ContractSide {
  readonly document: NormalisedDocument
  readonly model: ApiModel
  readonly #reader: SchemaReader
  readonly #source: SchemaDocument
  readonly #directed = new Map<string, DirectedSchemas>()

  constructor(document: NormalisedDocument) {
    this.document = document
    this.model = readApiModel(document).model
    const store = new SchemaStore()
    this.#source = store.add(`concordat:${document.hash}`, document.document)
    this.#reader = new SchemaReader(store, '2020-12', { discriminates: true })
  }

  /** The schema at a pointer, as it holds for one direction; without a pointer, the one that says nothing. */
  schema(pointer: JsonPointer | undefined, direction: Direction, reading: Reading): SchemaModel {
    if (pointer === undefined) return anything
    const key = `${direction} ${reading}`
    const directed = this.#directed.get(key) ?? new DirectedSchemas(direction, reading)
    this.#directed.set(key, directed)
    return directed.of(this.#reader.read({ document: this.#source, pointer }))
  }
}
