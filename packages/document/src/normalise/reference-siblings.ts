import type { Draft } from '../bundle/draft.ts'
import type { ObjectContext } from '../bundle/object-rule.ts'

/** Keywords that say nothing about validity: dropping them loses no meaning. */
const ANNOTATIONS = new Set([
  'description',
  'title',
  'summary',
  'example',
  'examples',
  'externalDocs',
  'xml',
  'deprecated',
  'default',
  'discriminator',
  'readOnly',
  'writeOnly',
])

/**
 * In OpenAPI 3.0 what stands beside a `$ref` is ignored.
 * @see {@link https://spec.openapis.org/oas/v3.0.3#reference-object | Reference Object}
 */
export function dropReferenceSiblings(draft: Draft, context: ObjectContext) {
  if (typeof draft.$ref !== 'string') return
  for (const key of Object.keys(draft)) {
    if (key === '$ref') continue
    delete draft[key]
    if (ANNOTATIONS.has(key) || key.startsWith('x-')) continue
    context.report(
      'reference-sibling-ignored',
      `OpenAPI 3.0 ignores \`${key}\` beside a \`$ref\`. Put both into an \`allOf\`, or move to OpenAPI 3.1.`,
      key,
    )
  }
}
