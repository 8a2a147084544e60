import type { OperationValidators, Validator } from './descriptor.ts'

/** The validators of an operation in a table of generated ones; `undefined` where the table has none. */
export function validatorsOf(
  table: Readonly<Record<string, OperationValidators>>,
  operationId: string,
): OperationValidators<Validator> | undefined {
  if (!Object.hasOwn(table, operationId)) return undefined
  // Seam: a table says of its validators only that they are some. See `ValidatorShape`.
  return table[operationId] as OperationValidators<Validator> | undefined
}
