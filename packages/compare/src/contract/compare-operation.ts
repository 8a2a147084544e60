import type { CallbackModel, OperationModel } from '@concordat/model'
import { compareSecurity, compareServers } from './compare-access.ts'
import { compareRequestBody } from './compare-bodies.ts'
import { compareParameters } from './compare-parameters.ts'
import { compareResponses } from './compare-responses.ts'
import { addFact, type Pairing } from './comparing.ts'
import { contractOperation } from './contract-operation.ts'

/** Compares all that two operations of one place say. */
export function compareOperation(pairing: Pairing): void {
  compareNames(pairing)
  if (pairing.role === 'provider') compareServers(pairing)
  compareSecurity(pairing)
  compareParameters(pairing)
  compareRequestBody(pairing)
  compareResponses(pairing)
  compareDeprecation(pairing)
  compareCallbacks(pairing)
}

function compareNames(pairing: Pairing): void {
  const [before, after] = [pairing.was.model, pairing.is.model]
  if (before.operationId === after.operationId) return
  addFact(pairing, {
    id: 'operation-id-changed',
    class: 'code',
    message: `The operation \`${before.operationId}\` is called \`${after.operationId}\` now.`,
    argument: 'Generated code names it; on the wire nothing changes.',
    key: before.pointer,
    old: before.pointer,
    new: after.pointer,
  })
}

function compareDeprecation(pairing: Pairing): void {
  const [before, after] = [pairing.was.model, pairing.is.model]
  if (before.deprecated === after.deprecated) return
  addFact(pairing, {
    id: after.deprecated ? 'operation-deprecated' : 'operation-reactivated',
    class: 'compatible',
    message: after.deprecated
      ? 'The operation is deprecated now.'
      : 'The operation is no longer deprecated.',
    key: before.pointer,
    old: before.pointer,
    new: after.pointer,
  })
}

function compareCallbacks(pairing: Pairing): void {
  const after = callbacksOf(pairing.is.model)
  const before = callbacksOf(pairing.was.model)
  for (const { key, place, operation, callback } of before) {
    // The name of a callback is nothing that travels.
    const other =
      after.find((one) => one.key === key) ??
      after.find((one) => one.place === place && !before.some((known) => known.key === one.key))
    const reached = {
      method: operation.method.toUpperCase(),
      path: operation.path,
      operationId: operation.operationId,
      kind: 'callback' as const,
    }
    if (other) {
      compareOperation({
        ...pairing,
        was: contractOperation(pairing.old.model, operation),
        is: contractOperation(pairing.next.model, other.operation),
        role: 'caller',
        reached,
      })
      continue
    }
    addFact(pairing, {
      id: 'callback-removed',
      class: 'wire',
      direction: 'request',
      message: `The callback \`${callback.name}\` is gone.`,
      argument: 'What waits for it is called no longer.',
      key: operation.pointer,
      old: operation.pointer,
    })
  }
}

function callbacksOf({ callbacks }: OperationModel) {
  return callbacks.flatMap((callback: CallbackModel) =>
    callback.operations.map((operation) => ({
      key: `${callback.name} ${operation.method} ${operation.path}`,
      place: `${operation.method} ${operation.path}`,
      callback,
      operation,
    })),
  )
}
