import { type Draft, own } from '../bundle/draft.ts'
import { type DraftOperation, eachOperation } from './each-operation.ts'
import type { RepairContext } from './repair-context.ts'

/** Gives every operation an `operationId` of its own. */
export function assignOperationIds(document: Draft, context: RepairContext) {
  const operations = [...eachOperation(document)]
  const taken = new Set(operations.map(({ operation }) => own(operation, 'operationId')))
  const seen = new Set<string>()
  for (const entry of operations) {
    const { operation } = entry
    const written = own(operation, 'operationId')
    if (typeof written === 'string' && written !== '' && !seen.has(written)) {
      seen.add(written)
      continue
    }
    const isDuplicate = typeof written === 'string' && written !== ''
    const operationId = unique(isDuplicate ? written : madeOperationId(entry), taken)
    operation.operationId = operationId
    taken.add(operationId)
    seen.add(operationId)
    if (isDuplicate) reportDuplicate(written, operationId, entry, context)
    else reportMissing(operationId, entry, context)
  }
}

function unique(base: string, taken: ReadonlySet<unknown>): string {
  if (!taken.has(base)) return base
  let count = 2
  while (taken.has(`${base}_${count}`)) count++
  return `${base}_${count}`
}

/** `get /users/{id}/posts` becomes `getUsersByIdPosts`. */
function madeOperationId({ method, path }: DraftOperation): string {
  const words = path
    .replaceAll(/\{([^{}]*)\}/g, ' by $1 ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
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
  { method, path, pointer }: DraftOperation,
  context: RepairContext,
) {
  context.report({
    id: 'operation-id-missing',
    message: `\`${method.toUpperCase()} ${path}\` has no operationId; it is called \`${operationId}\`. Write one: the name would change with the path.`,
    pointer,
    operationId,
  })
}
