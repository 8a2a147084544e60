import { shown } from '@concordat/model'
import { type Draft, own } from '../bundle/draft.ts'
import type { ObjectContext } from '../bundle/object-rule.ts'
import { fitsType } from './value-type.ts'

/** Reports values of an `enum` that the `type` beside it refuses: they look allowed, and are not. */
export function reportEnumValues(draft: Draft, context: ObjectContext) {
  const values = own(draft, 'enum')
  if (!Array.isArray(values)) return
  const refused = values.filter((value: unknown) => !fitsType(value, draft))
  if (refused.length === 0) return
  const list = refused.slice(0, 3).map((value) => `\`${shown(JSON.stringify(value))}\``)
  const all = refused.length === values.length ? ', so that no value is allowed' : ''
  context.report(
    'schema-enum-mismatch',
    `\`type\` (${shown(own(draft, 'type'))}) refuses ${list.join(', ')}${refused.length > 3 ? ' and others' : ''} of \`enum\`${all}. Correct one of them.`,
    'enum',
  )
}
