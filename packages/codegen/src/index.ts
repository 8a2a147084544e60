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
export { type IdentifierCase, identifierFor } from './names/identifier.ts'
export { NameTable, type NameTableOptions } from './names/name-table.ts'
