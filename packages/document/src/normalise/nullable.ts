import { type Draft, own } from '../bundle/draft.ts'
import type { ObjectContext } from '../bundle/object-rule.ts'
import type { Dialect } from './dialect.ts'

type Reporter = Pick<ObjectContext, 'report'>

/** Keywords that say what a value is for, not what it may be: they stay where they are. */
const annotations = new Set([
  'title',
  'description',
  'default',
  'examples',
  'example',
  'deprecated',
  'readOnly',
  'writeOnly',
  'externalDocs',
  'xml',
  '$comment',
  '$id',
  '$anchor',
  '$defs',
])

/** Keywords beside which a `type` with null in it still does not let null pass. */
export const compositions: readonly string[] = ['allOf', 'anyOf', 'oneOf', 'not', '$ref']

/** Takes `nullable` out of a schema, and says whether it asks for null: in OpenAPI 3.1 it has no meaning. */
export function takeNullable(draft: Draft, dialect: Dialect, context: Reporter): boolean {
  if (!Object.hasOwn(draft, 'nullable')) return false
  const { nullable } = draft
  delete draft.nullable
  if (nullable !== true && nullable !== 'true') return false
  if (dialect === '3.0') return true
  context.report(
    'schema-keyword-dialect',
    "`nullable` has no meaning in OpenAPI 3.1 and is ignored. Write `type: [..., 'null']`.",
    'nullable',
  )
  return false
}

/**
 * Lets a schema of OpenAPI 3.0 allow null. The specification has `nullable` add null to the `type` of the same object
 * and nothing else, so that it would mean nothing without `type` or beside an `enum`, a composition or a `$ref`. Whoever
 * writes it there means that the value may be null, and answers null: it is read so, with a warning.
 *
 * @see {@link https://spec.openapis.org/oas/v3.0.3#schema-object | Schema Object, fixed fields}
 */
export function allowNull(draft: Draft, context: Reporter): void {
  const validation = Object.keys(draft).filter(
    (key) => !annotations.has(key) && !key.startsWith('x-'),
  )
  // What says nothing of its value allows null already.
  if (validation.length === 0) return
  const isComposed = compositions.some((key) => Object.hasOwn(draft, key))
  const { type } = draft
  if (type !== undefined && !isComposed) {
    const types: unknown[] = Array.isArray(type) ? type : [type]
    draft.type = types.includes('null') ? type : [...types, 'null']
    addNullToEnum(draft, context)
    return
  }
  if (validation.length === 1 && Object.hasOwn(draft, 'enum')) {
    addNullToEnum(draft, context)
    return
  }
  context.report(
    'schema-keyword-dialect',
    '`nullable` counts only for the `type` of the same schema in OpenAPI 3.0; it was read as it is meant: null is allowed. Write an `anyOf` of which one member is null, or move to 3.1.',
    'nullable',
  )
  besideNull(draft, validation)
}

function addNullToEnum(draft: Draft, context: Reporter): void {
  const values = own(draft, 'enum')
  if (!Array.isArray(values) || values.includes(null)) return
  draft.enum = [...values, null]
  context.report(
    'schema-keyword-dialect',
    '`nullable` is true but `enum` does not list null; it was read as it is meant: null is allowed. Add null to `enum`.',
    'enum',
  )
}

/** Makes of the keywords that judge a value one alternative, and of null another. */
function besideNull(draft: Draft, validation: readonly string[]): void {
  const isNull = { type: 'null' }
  const { anyOf, allOf } = draft
  if (validation.length === 1 && Array.isArray(anyOf)) {
    draft.anyOf = [...anyOf, isNull]
    return
  }
  const only = validation.length === 1 && Array.isArray(allOf) && allOf.length === 1
  const whole = only
    ? allOf[0]
    : Object.fromEntries(validation.map((key) => [key, own(draft, key)]))
  for (const key of validation) delete draft[key]
  draft.anyOf = [whole, isNull]
}
