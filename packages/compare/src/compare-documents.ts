import type { NormalisedDocument, OperationModel } from '@concordat/model'
import { type Change, changeClasses, type ReachedOperation } from './changes/change.ts'
import { ChangeLog } from './changes/change-log.ts'
import { SchemaChanges } from './changes/schema-changes.ts'
import { compareCredentialSources } from './contract/compare-access.ts'
import { compareOperation } from './contract/compare-operation.ts'
import { type Pairing, requestOf } from './contract/comparing.ts'
import {
  type ContractOperation,
  contractOperation,
  operationName,
  placeOf,
} from './contract/contract-operation.ts'
import { ContractSide } from './contract/contract-side.ts'
import { matchOperations } from './contract/match-operations.ts'

/** What one document changes of another. */
export interface DocumentComparison {
  /** Most severe first. */
  readonly changes: readonly Change[]
  /** Operations, webhooks and callbacks of the old document that were compared. */
  readonly operations: number
}

/**
 * Compares two documents by what they mean: which requests the new one no longer allows, which answers it newly allows.
 * Every change that breaks has a witness, which a full validator confirmed, or an argument; what could be neither shown
 * nor excluded is `unknown`.
 *
 * @example
 * ```ts
 * import { compareDocuments } from '@concordat/compare'
 * import { loadDocument } from '@concordat/document'
 *
 * const [{ loaded: old }, { loaded: next }] = await Promise.all([
 *   loadDocument('old/openapi.yaml'),
 *   loadDocument('openapi.yaml'),
 * ])
 * for (const change of compareDocuments(old, next).changes) console.log(change.class, change.message)
 * ```
 */
export function compareDocuments(
  old: NormalisedDocument,
  next: NormalisedDocument,
): DocumentComparison {
  const log = new ChangeLog()
  const schemas = new SchemaChanges(log)
  const sides = { old: new ContractSide(old), next: new ContractSide(next), log, schemas }
  const operations = comparePaths(sides) + compareWebhooks(sides)
  compareCredentialSources(sides.old, sides.next, log)
  schemas.finish()
  return { changes: sortChanges(log.changes(sides.old, sides.next)), operations }
}

/** The most severe first, and of one class what reaches most operations. */
export function sortChanges(changes: readonly Change[]): readonly Change[] {
  const rank = (change: Change): number => changeClasses.indexOf(change.class)
  return [...changes].sort((a, b) => rank(a) - rank(b) || b.operations.length - a.operations.length)
}

type Sides = Pick<Pairing, 'old' | 'next' | 'log' | 'schemas'>

function comparePaths(sides: Sides): number {
  const { matches, removed, added } = matchOperations(sides.old, sides.next)
  for (const { was, is, respelt } of matches) {
    const pairing: Pairing = {
      ...sides,
      was,
      is,
      role: 'provider',
      reached: reach(was.model, 'operation'),
    }
    if (respelt !== undefined) pathRespelt(pairing, respelt)
    compareOperation(pairing)
  }
  for (const was of removed) operationRemoved(sides, was)
  for (const operation of added) operationAdded(sides, operation)
  return sides.old.model.operations.length
}

/** The same requests go to an operation whose path says them otherwise. */
function pathRespelt({ log, was, is, reached }: Pairing, to: string): void {
  log.add({
    id: 'operation-path-respelt',
    class: 'code',
    direction: 'request',
    message: `Requests of \`${operationName(was.model)}\` go to \`${to}\` now.`,
    argument:
      'Generated code calls another function, with other arguments; on the wire nothing changes.',
    key: `${was.model.pointer} ${was.model.path}`,
    old: was.model.pointer,
    new: is.model.pointer,
    operation: reached,
  })
}

function compareWebhooks(sides: Sides): number {
  const { old, next, log } = sides
  const after = new Map(next.model.webhooks.map((webhook) => [placeOf(webhook), webhook]))
  for (const webhook of old.model.webhooks) {
    const other = after.get(placeOf(webhook))
    const reached = reach(webhook, 'webhook')
    if (!other) {
      log.add({
        id: 'webhook-removed',
        class: 'wire',
        direction: 'request',
        message: `The webhook \`${webhook.path}\` is gone.`,
        argument: 'What waits for it is called no longer.',
        key: webhook.pointer,
        old: webhook.pointer,
        operation: reached,
      })
      continue
    }
    compareOperation({
      ...sides,
      was: contractOperation(old.model, webhook),
      is: contractOperation(next.model, other),
      role: 'caller',
      reached,
    })
  }
  const before = new Set(old.model.webhooks.map((webhook) => placeOf(webhook)))
  for (const webhook of next.model.webhooks) {
    if (before.has(placeOf(webhook))) continue
    log.add({
      id: 'webhook-added',
      class: 'compatible',
      direction: 'request',
      message: `There is a new webhook \`${webhook.path}\`.`,
      key: webhook.pointer,
      new: webhook.pointer,
      operation: reach(webhook, 'webhook'),
    })
  }
  return old.model.webhooks.length
}

function operationRemoved({ old, log, schemas }: Sides, was: ContractOperation): void {
  log.add({
    id: 'operation-removed',
    class: 'wire',
    direction: 'request',
    message: `\`${operationName(was.model)}\` is gone.`,
    key: was.model.pointer,
    old: was.model.pointer,
    operation: reach(was.model, 'operation'),
    witness: requestOf(old, was, schemas),
  })
}

function operationAdded({ log }: Sides, { model }: ContractOperation): void {
  log.add({
    id: 'operation-added',
    class: 'compatible',
    direction: 'request',
    message: `\`${operationName(model)}\` is new.`,
    key: model.pointer,
    new: model.pointer,
    operation: reach(model, 'operation'),
  })
}

function reach(
  { method, path, operationId }: OperationModel,
  kind: ReachedOperation['kind'],
): ReachedOperation {
  return { method: method.toUpperCase(), path, operationId, kind }
}
