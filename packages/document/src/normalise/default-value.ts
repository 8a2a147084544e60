import { shown } from '@concordat/model'
import { type Draft, own } from '../bundle/draft.ts'
import type { ObjectContext } from '../bundle/object-rule.ts'
import { fitsType } from './value-type.ts'

/**
 * Leaves out a `default` that its own schema refuses, or reads it as the type that was meant: a default is applied
 * where nothing was sent, and must not make a value that nobody was allowed to send.
 */
export function normaliseDefault(draft: Draft, context: Pick<ObjectContext, 'report'>) {
  if (!Object.hasOwn(draft, 'default')) return
  const value = draft.default
  if (isAllowed(value, draft)) return
  const meant = parsed(value)
  if (meant !== undefined && isAllowed(meant, draft)) {
    draft.default = meant
    report(
      `The default \`${shown(JSON.stringify(value))}\` is of another type than its schema; it was read as \`${shown(JSON.stringify(meant))}\`.`,
      context,
    )
    return
  }
  delete draft.default
  report(
    `The default \`${shown(JSON.stringify(value))}\` is not allowed by its own schema; it is left out.`,
    context,
  )
}

function isAllowed(value: unknown, draft: Draft): boolean {
  if (!fitsType(value, draft)) return false
  const values = own(draft, 'enum')
  const isScalar = typeof value !== 'object' || value === null
  return !(Array.isArray(values) && isScalar && !values.includes(value))
}

/** What a text says as JSON: `"false"` is often meant as false. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return typeof value === 'object' ? undefined : String(value)
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}

function report(message: string, context: Pick<ObjectContext, 'report'>) {
  context.report('schema-default-invalid', message, 'default')
}
