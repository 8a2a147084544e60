import { createHash } from 'node:crypto'
import { FindingLog } from '../finding-log.ts'
import type { LoadedDocument, ReadResult } from '../loaded-document.ts'
import { apiNameFrom } from '../name/api-name.ts'
import { readOpenapiObject } from './openapi-object.ts'

/** How a document is read. */
export interface ReadOptions {
  /** Short name of the API. @default what {@link apiNameFrom} makes of the document's location and title */
  readonly name?: string
}

/**
 * Reads a loaded document into the model that every later stage works on.
 * @returns The model, and what is wrong with the document beyond what loading it found.
 * @example
 * ```ts
 * import { loadDocument, readApiModel } from '@concordat/document'
 *
 * const { loaded } = await loadDocument('openapi/acme/openapi.yaml')
 * const { model } = readApiModel(loaded)
 * for (const operation of model.operations) console.log(operation.operationId)
 * ```
 */
export function readApiModel(loaded: LoadedDocument, options: ReadOptions = {}): ReadResult {
  const { document } = loaded
  const log = new FindingLog((pointer) => loaded.position(pointer))
  const read = readOpenapiObject({
    document,
    location: loaded.location,
    shared: new Map(),
    openCallbacks: new Set(),
    report: (defect) => log.add(defect),
  })
  const model = {
    kind: 'api' as const,
    name: options.name ?? apiNameFrom(loaded.location, read.title),
    ...read,
    document,
    openapi: loaded.openapi,
    hash: createHash('sha256').update(JSON.stringify(document)).digest('hex'),
  }
  return { model, findings: log.findings }
}
