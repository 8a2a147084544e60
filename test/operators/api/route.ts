import type { Api, Operation } from './api.ts'
import { pathNames } from './api.ts'
import type { Ask } from './message.ts'

/** Where a request leads: the operations at its path, and what its path names. */
export interface Route {
  /** Operations of every template that covers the path, the most concrete template first. */
  readonly operations: readonly Operation[]
  /** The operation of the request's method. */
  readonly operation: Operation | undefined
  /** Texts of the path's parameters, decoded. */
  readonly values: Readonly<Record<string, string>>
}

interface Template {
  readonly pattern: RegExp
  readonly names: readonly string[]
  readonly operations: readonly Operation[]
}

/** Makes the function that finds where a request leads; `undefined`: the document has no such path. */
export function createRouter(api: Api): (ask: Pick<Ask, 'method' | 'target'>) => Route | undefined {
  const paths = [...new Set(api.operations.map(({ path }) => path))]
  const templates: Template[] = paths
    .map((path) => ({
      pattern: patternOf(path),
      names: pathNames(path),
      operations: api.operations.filter((one) => one.path === path),
      literal: path.replace(/\{[^{}]*\}/g, '\u0000'),
    }))
    .sort((left, right) => weigh(left.literal) - weigh(right.literal))
  return ({ method, target }) => {
    const path = target.split('?')[0] ?? ''
    const found = templates.flatMap((one) => {
      const match = one.pattern.exec(path)
      return match ? [{ ...one, match }] : []
    })
    const [first] = found
    if (first === undefined) return undefined
    const wanted = (name: string) =>
      found.find(({ operations }) => operations.some((one) => one.method === name))
    const chosen = wanted(method) ?? (method === 'HEAD' ? wanted('GET') : undefined)
    const { match, names, operations } = chosen ?? first
    const operation =
      operations.find((one) => one.method === method) ??
      (method === 'HEAD' ? operations.find((one) => one.method === 'GET') : undefined)
    const values = Object.fromEntries(
      names.map((name, index) => [name, plainText(match[index + 1] ?? '')]),
    )
    return { operations: found.flatMap((one) => one.operations), operation, values }
  }
}

function plainText(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Templates with fewer and later parameters come first. */
function weigh(literal: string): number {
  return literal
    .split('/')
    .reduce((sum, segment, index) => sum + (segment.includes('\u0000') ? 1 / 2 ** index : 0), 0)
}

function patternOf(path: string): RegExp {
  const source = (path.split('#')[0] ?? path)
    .split(/(\{[^{}]+\})/)
    .map((piece) =>
      /^\{[^{}]+\}$/.test(piece) ? '([^/]+?)' : piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('')
  return new RegExp(`^${source}$`)
}
