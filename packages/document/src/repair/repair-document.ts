import type { Draft } from '../bundle/draft.ts'
import { assignOperationIds } from './operation-ids.ts'
import { repairParameters } from './parameters.ts'
import type { RepairContext } from './repair-context.ts'
import { repairResponses } from './responses.ts'
import { repairRoot } from './root.ts'

/**
 * Mends in the bundled document what its author most likely meant, one finding each, so that every later stage (types,
 * validators, descriptors) reads the same.
 */
export function repairDocument(document: Draft, context: RepairContext) {
  repairRoot(document, context)
  repairParameters(document, context)
  repairResponses(document, context)
  assignOperationIds(document, context)
}
