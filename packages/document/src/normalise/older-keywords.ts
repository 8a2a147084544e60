import { isJsonObject } from '@concordat/core'
import { type Draft, isDraft, own, setMember } from '../bundle/draft.ts'
import type { ObjectContext } from '../bundle/object-rule.ts'

/** Reads what drafts before 2020-12 said otherwise: it is still written, and its meaning is plain. */
export function normaliseOlderKeywords(draft: Draft, context: ObjectContext) {
  normaliseTuple(draft, context)
  normaliseDependencies(draft, context)
  normaliseBooleanRequired(draft, context)
}

/** @see {@link https://json-schema.org/draft/2020-12/release-notes#changes-to-items-and-additionalitems} */
function normaliseTuple(draft: Draft, context: ObjectContext) {
  const items = own(draft, 'items')
  if (Array.isArray(items)) {
    context.report(
      'schema-keyword-dialect',
      'A list of `items` is `prefixItems` in JSON Schema 2020-12; it was read so.',
      'items',
    )
    delete draft.items
    draft.prefixItems = items
    const rest = own(draft, 'additionalItems')
    if (rest !== undefined) draft.items = rest
  }
  delete draft.additionalItems
}

function normaliseDependencies(draft: Draft, context: ObjectContext) {
  const dependencies = own(draft, 'dependencies')
  if (!isDraft(dependencies)) return
  context.report(
    'schema-keyword-dialect',
    '`dependencies` is `dependentRequired` and `dependentSchemas` in JSON Schema 2020-12; it was read so.',
    'dependencies',
  )
  delete draft.dependencies
  for (const [name, dependency] of Object.entries(dependencies)) {
    const keyword = Array.isArray(dependency) ? 'dependentRequired' : 'dependentSchemas'
    const existing = own(draft, keyword)
    const target = isDraft(existing) ? existing : {}
    setMember(target, name, dependency)
    draft[keyword] = target
  }
}

/** Draft 3's `required: true` inside a property; the object around does not hear of it. */
function normaliseBooleanRequired(draft: Draft, context: ObjectContext) {
  const required = own(draft, 'required')
  if (typeof required !== 'boolean') return
  delete draft.required
  if (!required) return
  const hasProperties = isJsonObject(own(draft, 'properties'))
  context.report(
    'schema-keyword-mistyped',
    hasProperties
      ? '`required` is a list of property names; `true` is ignored.'
      : '`required: true` is ignored: the names of required properties stand in the `required` list of the object around.',
    'required',
  )
}
