import type { ApiModel, OperationModel } from '@concordat/model'

/** Which operations a run may send, as the user's patterns say. */
export interface OperationFilter {
  /** Whether an operation of the document is wanted. */
  selects(operation: OperationModel): boolean
  /** Whether a method that the document does not have at a path may be tried there, given what it has at that path. */
  allowsProbe(method: string, path: string, documented: readonly OperationModel[]): boolean
}

/**
 * Reads patterns: operationId, `METHOD /path`, path or tag, with `*` as a wildcard. A pattern that begins with a method
 * speaks of that method everywhere: `DELETE *` also keeps the run from trying DELETE where the document has none.
 */
export function createFilter(
  include: readonly string[] | undefined,
  exclude: readonly string[] | undefined,
): OperationFilter {
  const wanted = include?.map(readPattern)
  const unwanted = (exclude ?? []).map(readPattern)
  return {
    selects: (operation) =>
      (wanted === undefined || wanted.some((pattern) => pattern.matches(operation))) &&
      !unwanted.some((pattern) => pattern.matches(operation)),
    allowsProbe(method, path, documented) {
      const probe = `${method} ${path}`
      if (unwanted.some((pattern) => pattern.test(probe) || pattern.test(path))) return false
      if (wanted === undefined) return true
      return wanted.some((pattern) =>
        pattern.namesMethod
          ? pattern.test(probe)
          : pattern.test(path) || documented.some((operation) => pattern.matches(operation)),
      )
    },
  }
}

/** The filter without everything that may change something. */
export function onlySafe(filter: OperationFilter): OperationFilter {
  const isSafe = (method: string): boolean =>
    ['GET', 'HEAD', 'OPTIONS', 'QUERY'].includes(method.toUpperCase())
  return {
    selects: (operation) => isSafe(operation.method) && filter.selects(operation),
    allowsProbe: (method, path, documented) =>
      isSafe(method) && filter.allowsProbe(method, path, documented),
  }
}

/** A model with the operations that a filter selects. */
export function filterOperations(
  model: ApiModel,
  include: readonly string[] | undefined,
  exclude: readonly string[] | undefined,
): ApiModel {
  const filter = createFilter(include, exclude)
  return { ...model, operations: model.operations.filter(filter.selects) }
}

interface Pattern {
  readonly namesMethod: boolean
  test(name: string): boolean
  matches(operation: OperationModel): boolean
}

function readPattern(pattern: string): Pattern {
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
  const compiled = new RegExp(`^${source}$`, 'i')
  const test = (name: string): boolean => compiled.test(name)
  return {
    namesMethod: /^[A-Za-z]+ /.test(pattern),
    test,
    matches: ({ operationId, method, path, tags }) =>
      [operationId, `${method} ${path}`, path, ...tags].some(test),
  }
}
