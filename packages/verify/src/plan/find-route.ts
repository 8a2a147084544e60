import type { ApiPlan, OperationPlan } from './operation-plan.ts'

/** Where a request goes, as the document has it. */
export interface Route {
  /** The most concrete documented path that matches. */
  readonly path: string
  /** What the document has there. */
  readonly operations: readonly OperationPlan[]
  /** The operation with the request's own method; `undefined` where the document has none. */
  readonly operation: OperationPlan | undefined
  /** The path's segments as they stand on the wire. */
  readonly segments: readonly string[]
}

/**
 * Finds what a request is for, from its method and the path below the base path: what was meant by it does not count.
 * A path that has the method goes before one that has not; concrete segments go before variables.
 * @see OpenAPI 3.1, 4.8.8
 */
export function findRoute(api: ApiPlan, method: string, path: string): Route | undefined {
  const segments = path.split('/')
  const matching = [...api.paths]
    .filter(([template]) => matchesTemplate(template, segments))
    .map(([template, operations]): Route => {
      const operation = operations.find((one) => one.method === method)
      return { path: template, operations, operation, segments }
    })
  return matching.sort(
    (left, right) =>
      Number(right.operation !== undefined) - Number(left.operation !== undefined) ||
      variablesOf(left.path) - variablesOf(right.path),
  )[0]
}

function matchesTemplate(template: string, segments: readonly string[]): boolean {
  const wanted = template.split('/')
  if (wanted.length !== segments.length) return false
  return wanted.every((piece, index) => {
    const segment = segments[index] ?? ''
    if (!piece.includes('{')) return piece === segment || piece === readSegment(segment)
    const source = piece
      .split(/\{[^{}]*\}/)
      .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')
    return new RegExp(`^${source}$`, 's').test(readSegment(segment))
  })
}

function variablesOf(template: string): number {
  return template.split('/').filter((piece) => piece.includes('{')).length
}

/** A path segment without its percent-encoding; one that is badly encoded is itself. */
export function readSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
