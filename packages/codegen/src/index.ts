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
export { defaultEmitters } from './default-emitters.ts'
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
