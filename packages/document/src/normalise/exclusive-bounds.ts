import { type Draft, own } from '../bundle/draft.ts'
import type { ObjectContext } from '../bundle/object-rule.ts'
import type { Dialect } from './dialect.ts'

/** Makes numbers of the booleans by which OpenAPI 3.0 says that a bound is excluded. */
export function normaliseExclusiveBounds(
  draft: Draft,
  dialect: Dialect,
  context: Pick<ObjectContext, 'report'>,
) {
  normaliseBound(draft, 'minimum', dialect, context)
  normaliseBound(draft, 'maximum', dialect, context)
}

function normaliseBound(
  draft: Draft,
  inclusive: 'minimum' | 'maximum',
  dialect: Dialect,
  context: Pick<ObjectContext, 'report'>,
) {
  const exclusive = inclusive === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum'
  const value = own(draft, exclusive)
  if (typeof value !== 'boolean') {
    if (typeof value === 'number' && dialect === '3.0') {
      context.report(
        'schema-keyword-dialect',
        `\`${exclusive}\` is a boolean in OpenAPI 3.0; it was read as the bound itself, as OpenAPI 3.1 has it.`,
        exclusive,
      )
    }
    return
  }
  if (dialect === '3.1') {
    context.report(
      'schema-keyword-dialect',
      `\`${exclusive}\` is a number in OpenAPI 3.1; the boolean was read as OpenAPI 3.0 means it. Write \`${exclusive}: <bound>\` instead of \`${inclusive}\`.`,
      exclusive,
    )
  }
  delete draft[exclusive]
  const bound = own(draft, inclusive)
  if (!value || typeof bound !== 'number') return
  delete draft[inclusive]
  draft[exclusive] = bound
}
