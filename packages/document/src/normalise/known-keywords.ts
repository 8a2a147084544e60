import type { Draft } from '../bundle/draft.ts'
import { nearestName } from '../bundle/nearest-name.ts'
import type { ObjectContext } from '../bundle/object-rule.ts'
import type { Dialect } from './dialect.ts'

/** Keywords of OpenAPI 3.0's Schema Object. @see https://spec.openapis.org/oas/v3.0.3#schema-object */
const KEYWORDS_30 = [
  'title',
  'multipleOf',
  'maximum',
  'exclusiveMaximum',
  'minimum',
  'exclusiveMinimum',
  'maxLength',
  'minLength',
  'pattern',
  'maxItems',
  'minItems',
  'uniqueItems',
  'maxProperties',
  'minProperties',
  'required',
  'enum',
  'type',
  'allOf',
  'oneOf',
  'anyOf',
  'not',
  'items',
  'properties',
  'additionalProperties',
  'description',
  'format',
  'default',
  'nullable',
  'discriminator',
  'readOnly',
  'writeOnly',
  'xml',
  'externalDocs',
  'example',
  'deprecated',
  '$ref',
]

/** What JSON Schema 2020-12 has beyond that. @see https://json-schema.org/draft/2020-12 */
const KEYWORDS_2020 = [
  '$schema',
  '$vocabulary',
  '$id',
  '$anchor',
  '$dynamicAnchor',
  '$dynamicRef',
  '$defs',
  '$comment',
  'definitions',
  'const',
  'if',
  'then',
  'else',
  'dependentSchemas',
  'dependentRequired',
  'prefixItems',
  'contains',
  'maxContains',
  'minContains',
  'patternProperties',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
  'contentEncoding',
  'contentMediaType',
  'contentSchema',
  'examples',
]

const IN_30 = new Set(KEYWORDS_30)
const KNOWN = new Set([...KEYWORDS_30, ...KEYWORDS_2020])

/** Annotations are welcome in 3.0 too; only what decides about values is worth a word. */
const HARMLESS_IN_30 = new Set(['$comment', 'examples', '$defs', 'definitions', '$schema', '$id'])

/** Reports keywords that the dialect does not have. */
export function reportUnknownKeywords(draft: Draft, dialect: Dialect, context: ObjectContext) {
  for (const key of Object.keys(draft)) {
    if (key.startsWith('x-')) continue
    if (!KNOWN.has(key)) {
      reportUnknown(key, context)
    } else if (dialect === '3.0' && !IN_30.has(key) && !HARMLESS_IN_30.has(key)) {
      context.report(
        'schema-keyword-dialect',
        `\`${key}\` is no keyword of OpenAPI 3.0; it was read as OpenAPI 3.1 means it.`,
        key,
      )
    }
  }
}

function reportUnknown(key: string, context: ObjectContext) {
  const near = nearestName(key, KNOWN)
  if (near !== undefined) {
    context.report(
      'schema-keyword-misspelt',
      `\`${key}\` is no keyword and means nothing. Is \`${near}\` meant?`,
      key,
    )
    return
  }
  context.report(
    'schema-keyword-unknown',
    `\`${key}\` is no keyword of JSON Schema and means nothing to validation. Begin it with \`x-\`.`,
    key,
  )
}
