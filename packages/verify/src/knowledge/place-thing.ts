import type { JsonValue } from '@concordat/core'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { pathParameters } from '../plan/resource.ts'
import type { RequestDraft } from '../request/draft.ts'
import type { KnownThing } from './knowledge.ts'

/** A draft with the values of a thing in its path; values beyond the path's parameters are dropped. */
export function withThing(
  operation: OperationPlan,
  draft: RequestDraft,
  thing: KnownThing,
): RequestDraft {
  const names = pathParameters(operation.path)
  const path: Record<string, JsonValue> = { ...draft.path }
  for (const [index, value] of thing.values.entries()) {
    const name = names[index]
    if (name !== undefined) path[name] = fitParameter(operation, name, value)
  }
  return { ...draft, path }
}

/** A value as the parameter's schema wants it: ids that are numbers in answers are often strings in paths. */
function fitParameter(operation: OperationPlan, name: string, value: JsonValue): JsonValue {
  const parameter = operation.parameters.find(
    ({ model }) => model.in === 'path' && model.name === name,
  )
  if (parameter === undefined) return value
  const { judge } = operation.api
  const accepts = (candidate: JsonValue): boolean =>
    judge.accepts(parameter.model.schema.pointer, candidate, 'request')
  if (accepts(value)) return value
  const text = String(value)
  if (accepts(text)) return text
  const number = Number(text)
  // An id beyond doubles stays the text that it is.
  if (!Number.isSafeInteger(number) && /^-?\d+$/.test(text)) return value
  return text !== '' && !Number.isNaN(number) && accepts(number) ? number : value
}
