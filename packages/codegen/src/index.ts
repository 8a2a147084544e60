export {
  args,
  array,
  braces,
  type Code,
  code,
  comment,
  empty,
  id,
  isIdentifier,
  join,
  key,
  lines,
  literal,
  member,
  object,
  paragraphs,
  regex,
  render,
} from './code-writer.ts'
export type {
  EmitTools,
  Emitter,
  GeneratedFile,
  ModuleNames,
  PackageNames,
} from './emitter.ts'
export type { OperationFilters } from './filter-model.ts'
export {
  type GeneratedPackage,
  type GenerateOptions,
  generatePackage,
} from './generate-package.ts'
export { type IdentifierCase, identifierFor } from './names/identifier.ts'
export { NameTable, type NameTableOptions } from './names/name-table.ts'
export { operationDescriptor } from './operations/operation-descriptor.ts'
export { defaultEmitters, type OutputName, outputEmitters, outputNames } from './outputs.ts'
export { packageEmitter } from './package/emit-package.ts'
export type { Dependencies } from './package/package-dependencies.ts'
export type { PackageFacts } from './package/package-json.ts'
export { type PlacedSchema, SchemaLookup } from './schema/schema-lookup.ts'
export type { Direction } from './schema-uses.ts'
export type { PreparedZod } from './schemas/prepare-zod.ts'
export type { ModuleEnding } from './source-files.ts'
export { checkPackage } from './write/check-package.ts'
export { type EntryKind, type FileEdges, nodeFileEdges } from './write/file-edges.ts'
export { manifestName } from './write/manifest.ts'
export { isPackageFresh, packageStamp, type StampInput } from './write/package-stamp.ts'
export {
  type PackageStamp,
  type WriteOptions,
  type WriteResult,
  writePackage,
} from './write/write-package.ts'
export {
  emitSchemaModules,
  type SchemaFile,
  type SchemaModule,
  type SchemaModuleOptions,
} from './zod/emit-schema-modules.ts'
export { emitZod, type ZodEmission, type ZodInput } from './zod/emit-zod.ts'
