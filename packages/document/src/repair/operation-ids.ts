import { own } from '../bundle/draft.ts'
import type { DraftOperation } from './each-operation.ts'
import type { RepairContext } from './repair-context.ts'

/** Gives every operation an `operationId` of its own. */
export function assignOperationIds(operations: readonly DraftOperation[], context: RepairContext) {
  const taken = new Set(operations.map(({ operation }) => own(operation, 'operationId')))
  const seen = new Set<string>()
  // The next number to try for a name: many operations of one name stay cheap.
  const counts = new Map<string, number>()
  for (const entry of operations) {
    const { operation } = entry
    const written = own(operation, 'operationId')
    if (typeof written === 'string' && written !== '' && !seen.has(written)) {
      seen.add(written)
      continue
    }
    const isDuplicate = typeof written === 'string' && written !== ''
    const operationId = unique(isDuplicate ? written : madeOperationId(entry), taken, counts)
    operation.operationId = operationId
    taken.add(operationId)
    seen.add(operationId)
    if (isDuplicate) reportDuplicate(written, operationId, entry, context)
    else reportMissing(operationId, entry, context)
  }
}

function unique(base: string, taken: ReadonlySet<unknown>, counts: Map<string, number>): string {
  if (!taken.has(base)) return base
  let count = counts.get(base) ?? 2
  while (taken.has(`${base}_${count}`)) count++
  counts.set(base, count + 1)
  return `${base}_${count}`
}

/** `get /users/{id}/posts` becomes `getUsersByIdPosts`; a callback has its author's name, and no path but an expression. */
function madeOperationId({ method, path, name: callback }: DraftOperation): string {
  if (callback !== undefined && callback !== '') return callback
  const words = path
    .replaceAll(/\{([^{}]*)\}/g, ' by $1 ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  return method + (name || 'Root')
}

function reportDuplicate(
  written: string,
  operationId: string,
  { pointer }: DraftOperation,
  context: RepairContext,
) {
  context.report({
    id: 'operation-id-duplicate',
    message: `Another operation is called \`${written}\` too; this one is read as \`${operationId}\`. Give it a name of its own.`,
    pointer: `${pointer}/operationId`,
    operationId,
  })
}

function reportMissing(
  operationId: string,
  { method, path, name, pointer }: DraftOperation,
  context: RepairContext,
) {
  context.report({
    id: 'operation-id-missing',
    message:
      name !== undefined
        ? `The request of the callback \`${name}\` has no operationId; it is called \`${operationId}\`.`
        : `\`${method.toUpperCase()} ${path}\` has no operationId; it is called \`${operationId}\`. Write one: the name would change with the path.`,
    pointer,
    operationId,
  })
}
