import type { JsonObject, JsonPointer, SourcePosition } from '@concordat/core'

/** A document that was bundled and normalised to OpenAPI 3.1: what the models are read from. */
export interface NormalisedDocument {
  /**
   * The bundled document: every `$ref` is `#/components/<section>/<name>`. Where it has a `$dynamicRef`, its `$id`s
   * stay, and within such a resource references stay as they were written.
   */
  readonly document: JsonObject
  /** Version as written, for example `3.0.3`. */
  readonly openapi: string
  /** Path relative to the working directory, or URL. */
  readonly location: string
  /** SHA-256 of the document's JSON text, in hexadecimal digits: tells one version of a document from another. */
  readonly hash: string
  /** Where a node of the document stands in the files that people edit; nearest ancestor when unknown. */
  position(pointer: JsonPointer): SourcePosition
}
