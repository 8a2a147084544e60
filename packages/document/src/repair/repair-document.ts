import type { Draft } from '../bundle/draft.ts'
import { eachPathItem, operationsOf } from './each-operation.ts'
import { joinEqualAlternatives } from './equal-alternatives.ts'
import { repairLinks } from './links.ts'
import { assignOperationIds } from './operation-ids.ts'
import { repairParameters } from './parameters.ts'
import { repairPaths } from './paths.ts'
import type { RepairContext } from './repair-context.ts'
import { repairResponses } from './responses.ts'
import { repairRoot } from './root.ts'
import { declareSecuritySchemes } from './security.ts'

/**
 * Mends in the bundled document what its author most likely meant, one finding each, so that every later stage (types,
 * validators, descriptors) reads the same.
 */
export function repairDocument(document: Draft, context: RepairContext) {
  repairRoot(document, context)
  repairPaths(document, context)
  const items = [...eachPathItem(document)].map((item) => ({
    ...item,
    operations: operationsOf(item),
  }))
  const operations = items.flatMap((item) => item.operations)
  repairParameters(document, items, context)
  repairResponses(document, operations, context)
  declareSecuritySchemes(document, operations, context)
  assignOperationIds(operations, context)
  repairLinks(operations, context)
  joinEqualAlternatives(document, context)
}
