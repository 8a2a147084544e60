import { shown } from '@concordat/model'
import { type Draft, own } from '../bundle/draft.ts'
import type { ObjectContext } from '../bundle/object-rule.ts'
import type { Dialect } from './dialect.ts'

const SUPPORTED =
  /^https?:\/\/(?:json-schema\.org\/draft\/2020-12\/schema|spec\.openapis\.org\/oas\/3\.1\/)/

/** Whether a meta-schema's URI names JSON Schema 2020-12, or OpenAPI's dialect of it. */
export function isSupportedDialect(uri: unknown): boolean {
  return typeof uri === 'string' && SUPPORTED.test(uri)
}

/**
 * References through `$id` and `$anchor` were made references to components, which start from the document: the names
 * would make them start elsewhere. Dynamic references need them, so there they stay.
 */
export function normaliseIdentifiers(draft: Draft, dialect: Dialect, context: ObjectContext) {
  const schema = own(draft, '$schema')
  if (schema !== undefined) {
    if (!isSupportedDialect(schema) && dialect !== '3.0') {
      context.report(
        'schema-dialect-unsupported',
        `The schema says that it is written in \`${shown(schema)}\`; it is read as JSON Schema 2020-12.`,
        '$schema',
      )
    }
    delete draft.$schema
  }
  if (context.keepsIdentifiers && dialect !== '3.0') return
  delete draft.$id
  delete draft.$anchor
}
