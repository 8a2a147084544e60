import type { Finding, JsonObject, JsonPointer, SourcePosition } from '@concordat/core'
import type { ApiModel } from './model/api-model.ts'

/** A document that was loaded, bundled and normalised to OpenAPI 3.1. */
export interface LoadedDocument {
  /**
   * The bundled document, normalised to OpenAPI 3.1: every `$ref` is `#/components/<section>/<name>`. Where it has a
   * `$dynamicRef`, its `$id`s stay, and within such a resource references stay as they were written.
   */
  readonly document: JsonObject
  /** Version as written, for example `3.0.3`. */
  readonly openapi: string
  /** Path relative to the working directory, or URL. */
  readonly location: string
  /** Every file and URL that was read. */
  readonly files: readonly string[]
  /** Where a node of the bundled document stands in the files that people edit; nearest ancestor when unknown. */
  position(pointer: JsonPointer): SourcePosition
  /** Source text of a line, for excerpts; `undefined` when the file is not one of this document's. */
  line(file: string, line: number): string | undefined
}

/** What reading a document gives: the model, and what is wrong with the document. */
export interface ReadResult {
  readonly model: ApiModel
  readonly findings: readonly Finding[]
}
