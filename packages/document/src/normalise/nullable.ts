import { type Draft, own } from '../bundle/draft.ts'
import type { ObjectContext } from '../bundle/object-rule.ts'
import type { Dialect } from './dialect.ts'

/**
 * `nullable: true` adds null to the types of the same object, and to nothing else: without `type` it has no effect,
 * and an `enum` without null still refuses null.
 * @see {@link https://spec.openapis.org/oas/v3.0.3#schema-object | Schema Object, fixed fields}
 */
export function normaliseNullable(
  draft: Draft,
  dialect: Dialect,
  context: Pick<ObjectContext, 'report'>,
) {
  if (!Object.hasOwn(draft, 'nullable')) return
  const nullable = draft.nullable
  if (nullable !== true || dialect === '3.1') {
    if (nullable === true) {
      context.report(
        'schema-keyword-dialect',
        "`nullable` has no meaning in OpenAPI 3.1 and is ignored. Write `type: [..., 'null']`.",
        'nullable',
      )
    }
    delete draft.nullable
    return
  }
  delete draft.nullable
  const type = own(draft, 'type')
  if (type === undefined) {
    context.report(
      'schema-keyword-dialect',
      '`nullable` has no effect without `type` in the same schema, so null is not allowed by it. Add `type`, or an `anyOf` member that allows null.',
      'nullable',
    )
    return
  }
  const types: unknown[] = Array.isArray(type) ? type : [type]
  draft.type = types.includes('null') ? type : [...types, 'null']
  const values = own(draft, 'enum')
  if (Array.isArray(values) && !values.includes(null)) {
    context.report(
      'schema-keyword-dialect',
      '`nullable` is true but `enum` does not list null, so null is still refused. Add null to `enum` if it is meant.',
      'enum',
    )
  }
}
