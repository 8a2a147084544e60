export type * from './api-model.ts'
export type { DocumentFindingId } from './finding-kinds.ts'
export { documentFindingKinds } from './finding-kinds.ts'
export { type DocumentDefect, FindingLog } from './finding-log.ts'
export { apiNameFrom } from './name/api-name.ts'
export { printable, scalarText, shown } from './name/shown.ts'
export type { NormalisedDocument } from './normalised-document.ts'
export { type ReadOptions, type ReadResult, readApiModel } from './read/read-api-model.ts'
export {
  absoluteUri,
  isReference,
  isUriReference,
  type ReferenceObject,
  type ReferenceParts,
  referenceTo,
  splitReference,
} from './reference/reference.ts'
export { pointerOf, type ResolvedNode, resolveInternal } from './reference/resolve-internal.ts'
export { type ResolvedSchema, resolveSchema } from './reference/resolve-schema.ts'
export type { ConditionalModel, JsonType, SchemaModel } from './schema/schema-model.ts'
export { schemaPositions } from './schema/schema-position.ts'
export { SchemaReader } from './schema/schema-reader.ts'
export {
  type RetrieveSchema,
  type SchemaDocument,
  type SchemaPlace,
  type SchemaResource,
  SchemaStore,
} from './schema/schema-store.ts'
export { strongComponents } from './schema/strong-components.ts'
