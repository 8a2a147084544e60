export type { LoadResult } from './load/assemble-document.ts'
export type { LoadLimits } from './load/limits.ts'
export {
  loadDocument,
  loadDocumentFromObject,
  loadDocumentFromText,
} from './load/load-document.ts'
export type { LoadOptions } from './load/load-options.ts'
export { memoryFiles } from './load/memory-files.ts'
export type { RemoteAccess } from './load/reading-policy.ts'
export type { SourceEdges, SourceRequest } from './load/source-edges.ts'
export type { LoadedDocument } from './loaded-document.ts'
export { normaliseOpenApi30Schema } from './normalise/openapi-30-schema.ts'
export { type NormalisedSchema, normaliseSchema30 } from './normalise/schema-30.ts'
