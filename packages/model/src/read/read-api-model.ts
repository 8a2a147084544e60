import type { Finding } from '@concordat/core'
import type { ApiModel } from '../api-model.ts'
import { FindingLog } from '../finding-log.ts'
import { apiNameFrom } from '../name/api-name.ts'
import type { NormalisedDocument } from '../normalised-document.ts'
import { readOpenapiObject } from './openapi-object.ts'

/** How a document is read. */
export interface ReadOptions {
  /** Short name of the API. @default what {@link apiNameFrom} makes of the document's location and title */
  readonly name?: string
}

/** What reading a document gives: the model, and what is wrong with the document. */
export interface ReadResult {
  readonly model: ApiModel
  readonly findings: readonly Finding[]
}

/**
 * Reads a loaded document into the model that every later stage works on.
 * @returns The model, and what is wrong with the document beyond what loading it found.
 * @example
 * ```ts
 * import { loadDocument } from '@concordat/document'
 * import { readApiModel } from '@concordat/model'
 *
 * const { loaded } = await loadDocument('openapi/acme/openapi.yaml')
 * const { model } = readApiModel(loaded)
 * for (const operation of model.operations) console.log(operation.operationId)
 * ```
 */
export function readApiModel(source: NormalisedDocument, options: ReadOptions = {}): ReadResult {
  const { document } = source
  const log = new FindingLog((pointer) => source.position(pointer))
  const read = readOpenapiObject({
    document,
    openapi: source.openapi,
    location: source.location,
    shared: new Map(),
    openCallbacks: new Set(),
    report: (defect) => log.add(defect),
  })
  const model = {
    kind: 'api' as const,
    name: options.name ?? apiNameFrom(source.location, read.title),
    ...read,
    document,
    openapi: source.openapi,
    hash: source.hash,
  }
  return { model, findings: log.findings }
}
