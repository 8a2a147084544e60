export type { DocumentFindingId } from './finding-kinds.ts'
export { documentFindingKinds } from './finding-kinds.ts'
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
export type { LoadedDocument, ReadResult } from './loaded-document.ts'
export type * from './model/api-model.ts'
export { apiNameFrom } from './name/api-name.ts'
export { type NormalisedSchema, normaliseSchema30 } from './normalise/schema-30.ts'
export { type ReadOptions, readApiModel } from './read/read-api-model.ts'
export { type ResolvedSchema, resolveSchema } from './reference/resolve-schema.ts'
export { normaliseOpenApi30Schema } from './schema/openapi-30-schema.ts'
export type { ConditionalModel, JsonType, SchemaModel } from './schema/schema-model.ts'
export { SchemaReader } from './schema/schema-reader.ts'
export {
  type RetrieveSchema,
  type SchemaDocument,
  type SchemaPlace,
  type SchemaResource,
  SchemaStore,
} from './schema/schema-store.ts'
export { strongComponents } from './schema/strong-components.ts'
