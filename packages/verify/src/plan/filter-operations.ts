import type { ApiModel, OperationModel } from '@concordat/model'

/** A model with the operations that are wanted: by operationId, `METHOD /path`, path or tag, with `*` as a wildcard. */
export function filterOperations(
  model: ApiModel,
  include: readonly string[] | undefined,
  exclude: readonly string[] | undefined,
): ApiModel {
  if (include === undefined && exclude === undefined) return model
  const operations = model.operations.filter(
    (operation) =>
      (include === undefined || include.some((pattern) => matches(operation, pattern))) &&
      !(exclude ?? []).some((pattern) => matches(operation, pattern)),
  )
  return { ...model, operations }
}

function matches(operation: OperationModel, pattern: string): boolean {
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
  const compiled = new RegExp(`^${source}$`, 'i')
  const names = [
    operation.operationId,
    `${operation.method} ${operation.path}`,
    operation.path,
    ...operation.tags,
  ]
  return names.some((name) => compiled.test(name))
}
