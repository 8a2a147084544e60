import { type Draft, own } from '../bundle/draft.ts'
import type { ObjectContext } from '../bundle/object-rule.ts'
import { impliedType } from '../repair/implied-types.ts'
import { normaliseDefault } from './default-value.ts'
import type { Dialect } from './dialect.ts'
import { normaliseDiscriminator } from './discriminator.ts'
import { reportEnumValues } from './enum-values.ts'
import { normaliseExclusiveBounds } from './exclusive-bounds.ts'
import { normaliseIdentifiers } from './identifiers.ts'
import { checkKeywordValues } from './keyword-values.ts'
import { reportUnknownKeywords } from './known-keywords.ts'
import { allowNull, compositions, takeNullable } from './nullable.ts'
import { normaliseOlderKeywords } from './older-keywords.ts'
import { normalisePattern } from './pattern.ts'
import { dropReferenceSiblings } from './reference-siblings.ts'
import { normaliseType } from './type.ts'

/** Makes a JSON Schema (2020-12) of a Schema Object whose children are schemas already. */
export function normaliseSchema(draft: Draft, dialect: Dialect, context: ObjectContext) {
  const asksNull = takeNullable(draft, dialect, context)
  if (dialect === '3.0') dropReferenceSiblings(draft, context)
  normaliseIdentifiers(draft, dialect, context)
  normaliseType(draft, dialect, context)
  normaliseExclusiveBounds(draft, dialect, context)
  normaliseOlderKeywords(draft, context)
  reportUnknownKeywords(draft, dialect, context)
  checkKeywordValues(draft, context)
  normalisePattern(draft, context)
  normaliseDiscriminator(draft, context)
  normaliseExample(draft)
  if (asksNull) {
    sayImpliedType(draft, context)
    allowNull(draft, context)
  }
  normaliseDefault(draft, context)
  reportEnumValues(draft, context)
}

/** With a type, null can be added to it, and the rest of the schema stays as it is written. */
function sayImpliedType(draft: Draft, context: ObjectContext) {
  const type = impliedType(draft)
  if (type === undefined || compositions.some((key) => Object.hasOwn(draft, key))) return
  draft.type = type
  context.report(
    'schema-type-missing',
    `\`nullable\` stands without a \`type\`; it was read as \`type: ${type}\`. Write the type.`,
    'nullable',
  )
}

/** `example` became one of `examples`. @see https://spec.openapis.org/oas/v3.1.1#schema-object */
function normaliseExample(draft: Draft) {
  if (!Object.hasOwn(draft, 'example')) return
  const examples = own(draft, 'examples')
  draft.examples = Array.isArray(examples) ? [draft.example, ...examples] : [draft.example]
  delete draft.example
}
