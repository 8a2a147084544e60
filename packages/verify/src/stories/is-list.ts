import type { OperationPlan } from '../plan/operation-plan.ts'
import { pagingScheme } from './paging-scheme.ts'
import { itemsOf, listNames, paginationExtension } from './read-list.ts'

/**
 * Whether an answer is a list, and not one thing that has a list among its members (an order and its lines): the answer
 * is an array, or what holds the array is called as lists are, by its name, its path or its parameters for pages.
 */
export function isList(operation: OperationPlan, body: unknown): boolean {
  const found = itemsOf(operation, body)
  if (found === undefined) return false
  if (found.path.length === 0 || paginationExtension(operation) !== undefined) return true
  if (pagingScheme(operation).kind !== 'none') return true
  if (operation.path.endsWith('}')) return false
  const name = found.path.at(-1)?.toLowerCase() ?? ''
  return listNames.includes(name) || operation.path.toLowerCase().endsWith(`/${name}`)
}
