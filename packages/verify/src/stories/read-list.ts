import { isJsonObject, type JsonObject } from '@concordat/core'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { memberAt } from '../schema/variation.ts'

/** A list in an answer, and where it stands. */
export interface ListReading {
  readonly items: readonly unknown[]
  /** Path of the list inside the answer; empty when the answer is the list. */
  readonly path: readonly string[]
}

/** What members that hold a list are called. */
export const listNames = [
  'items',
  'data',
  'results',
  'records',
  'entries',
  'values',
  'content',
  'list',
  'rows',
  'elements',
  'hits',
]

/** The list that an answer to a list operation holds; `undefined` when there is none. */
export function itemsOf(operation: OperationPlan, body: unknown): ListReading | undefined {
  const path = listPath(operation, body)
  const items = path === undefined ? undefined : memberAt(body, path)
  return Array.isArray(items) && path !== undefined ? { items, path } : undefined
}

function listPath(operation: OperationPlan, body: unknown): readonly string[] | undefined {
  if (Array.isArray(body)) return []
  if (!isJsonObject(body)) return undefined
  const declared = paginationExtension(operation)?.items
  if (typeof declared === 'string') return declared.split(/[./]/).filter((name) => name !== '')
  const arrays = Object.entries(body).filter(([, value]) => Array.isArray(value))
  const last = operation.path.split('/').at(-1)?.toLowerCase() ?? ''
  const named =
    arrays.find(([name]) => name.toLowerCase() === last) ??
    arrays.find(([name]) => listNames.includes(name.toLowerCase()))
  if (named) return [named[0]]
  if (arrays.length === 1 && arrays[0]) return [arrays[0][0]]
  for (const [name, value] of Object.entries(body)) {
    if (!isJsonObject(value) || !/^(_embedded|data|result|page|response)$/i.test(name)) continue
    const inner = listPath({ ...operation, model: { ...operation.model, extensions: {} } }, value)
    if (inner) return [name, ...inner]
  }
  return undefined
}

/** `x-pagination`, where the document has it. */
export function paginationExtension(operation: OperationPlan): JsonObject | undefined {
  const extension = operation.model.extensions['x-pagination']
  return isJsonObject(extension) ? extension : undefined
}
