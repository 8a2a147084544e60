import type { NormalisedDocument } from '@concordat/model'

/** A document that was loaded, bundled and normalised to OpenAPI 3.1. */
export interface LoadedDocument extends NormalisedDocument {
  /** Every file and URL that was read. */
  readonly files: readonly string[]
  /** Source text of a line, for excerpts; `undefined` when the file is not one of this document's. */
  line(file: string, line: number): string | undefined
}
