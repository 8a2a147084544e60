import type { OperationPlan } from '../plan/operation-plan.ts'

/** The key of an operation's first documented success. */
export function namedSuccess(operation: OperationPlan): string | undefined {
  return operation.model.responses.find(({ status }) => status.startsWith('2'))?.status
}
