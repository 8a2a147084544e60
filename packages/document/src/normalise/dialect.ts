import { isJsonObject } from '@concordat/core'
import type { DocumentSource } from '../load/document-source.ts'

/** Which Schema Object a file is written in: OpenAPI 3.0's own, or JSON Schema 2020-12. */
export type Dialect = '3.0' | '3.1'

/** The dialect of a file: that of the OpenAPI document it is, or else of the document that refers to it. */
export function dialectOf(source: DocumentSource, root: DocumentSource): Dialect {
  return versionDialect(source.data) ?? versionDialect(root.data) ?? '3.1'
}

function versionDialect(data: unknown): Dialect | undefined {
  const version = isJsonObject(data) ? data.openapi : undefined
  if (typeof version === 'number') return version < 3.1 ? '3.0' : '3.1'
  if (typeof version !== 'string') return undefined
  return /^3\.0(?:\.|$)/.test(version) ? '3.0' : '3.1'
}
