import type { ApiModel, OperationModel, ResponseModel } from '@concordat/document'

/** The operations of the callbacks of some operations, and of the callbacks of those. */
export function callbackOperations(operations: readonly OperationModel[]): OperationModel[] {
  return operations
    .flatMap((operation) => operation.callbacks)
    .flatMap((callback) => callback.operations)
    .flatMap((operation) => [operation, ...callbackOperations([operation])])
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
