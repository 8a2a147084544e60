import type { ObjectContext } from '../bundle/bundle.ts'
import { type Draft, own } from '../bundle/draft.ts'
import type { Dialect } from './dialect.ts'
import { normaliseExclusiveBounds } from './exclusive-bounds.ts'
import { normaliseNullable } from './nullable.ts'
import { dropReferenceSiblings } from './reference-siblings.ts'

/** Makes a JSON Schema (2020-12) of a Schema Object whose children are schemas already. */
export function normaliseSchema(draft: Draft, dialect: Dialect, context: ObjectContext) {
  if (dialect === '3.0') dropReferenceSiblings(draft, context)
  normaliseNullable(draft, dialect, context)
  normaliseExclusiveBounds(draft, dialect, context)
  normaliseExample(draft)
}

/** `example` became one of `examples`. @see https://spec.openapis.org/oas/v3.1.1#schema-object */
function normaliseExample(draft: Draft) {
  if (!Object.hasOwn(draft, 'example')) return
  const examples = own(draft, 'examples')
  draft.examples = Array.isArray(examples) ? [draft.example, ...examples] : [draft.example]
  delete draft.example
}
