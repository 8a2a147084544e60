import type { ApiModel, OperationModel, ResponseModel } from '@concordat/model'

/** The operations of the callbacks of some operations, and of the callbacks of those; shared ones once. */
export function callbackOperations(operations: readonly OperationModel[]): OperationModel[] {
  const found = new Map<string, OperationModel>()
  const visit = (operation: OperationModel): void => {
    for (const received of operation.callbacks.flatMap((callback) => callback.operations)) {
      if (found.has(received.pointer)) continue
      found.set(received.pointer, received)
      visit(received)
    }
  }
  for (const operation of operations) visit(operation)
  return [...found.values()]
}

/** Requests that the API sends: webhooks, and callbacks of all operations. */
export function receivedOperations(model: ApiModel): OperationModel[] {
  return [...model.webhooks, ...callbackOperations([...model.operations, ...model.webhooks])]
}

/** The responses that operations have from `components/responses`, each once. */
export function sharedResponses(
  operations: readonly OperationModel[],
): ReadonlyMap<string, ResponseModel> {
  const shared = new Map<string, ResponseModel>()
  for (const response of operations.flatMap((operation) => operation.responses)) {
    if (!shared.has(response.pointer)) shared.set(response.pointer, response)
  }
  return shared
}
