import type { Conventions } from '../conventions/conventions.ts'
import type { ApiPlan, OperationPlan } from './operation-plan.ts'

/** A kind of thing that paths name: what stands before a path parameter, and the operations around it. */
export interface Resource {
  /** Path template up to the parameter, names of parameters left out: `/books/{}`. */
  readonly key: string
  /** Name of the last parameter, as most operations call it. */
  readonly parameter: string
  /** Singular of the segment before the parameter: `book`. */
  readonly noun: string
  /** Thing that this one belongs to: `/books/{}` for `/books/{}/reviews/{}`. */
  readonly parent: Resource | undefined
  readonly create: OperationPlan | undefined
  readonly list: OperationPlan | undefined
  readonly read: OperationPlan | undefined
  /** PUT, PATCH. */
  readonly updates: readonly OperationPlan[]
  readonly remove: OperationPlan | undefined
  readonly conventions: Conventions
}

/** A path template without the names of its parameters. */
export function pathKey(path: string): string {
  return path.replace(/\{[^{}]*\}/g, '{}')
}

/** Names of a path's parameters, in order. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '')
}

/** Finds every kind of thing in an API from the structure of its paths. */
export function findResources(api: ApiPlan): ReadonlyMap<string, Resource> {
  const found = new Map<string, Resource>()
  const byPath = new Map<string, OperationPlan[]>()
  for (const operation of api.operations) {
    const key = pathKey(operation.path)
    byPath.set(key, [...(byPath.get(key) ?? []), operation])
  }
  const at = (key: string, ...methods: string[]): OperationPlan[] =>
    (byPath.get(key) ?? []).filter(({ method }) => methods.includes(method))
  for (const operation of api.operations) {
    let parent: Resource | undefined
    for (const prefix of itemPrefixes(operation.path)) {
      const key = pathKey(prefix)
      let resource = found.get(key)
      if (resource === undefined) {
        const collection = collectionOf(key, byPath)
        const [create] = at(collection, 'POST')
        const [upsert] = at(key, 'PUT')
        resource = {
          key,
          parameter: pathParameters(prefix).at(-1) ?? '',
          noun: singular(key.split('/').at(-2) ?? ''),
          parent,
          create: create ?? (namesCreation(upsert) ? upsert : undefined),
          list: at(collection, 'GET')[0],
          read: at(key, 'GET')[0],
          updates: at(key, 'PUT', 'PATCH'),
          remove: at(key, 'DELETE')[0],
          conventions: api.conventions,
        }
        found.set(key, resource)
      }
      parent = resource
    }
  }
  return found
}

/** A PUT that may answer 201 makes what was not there. @see RFC 9110, 9.3.4 */
function namesCreation(operation: OperationPlan | undefined): boolean {
  return operation?.model.responses.some(({ status }) => status === '201') ?? false
}

/** Every prefix of a path that ends in a parameter. */
export function itemPrefixes(path: string): string[] {
  const segments = path.split('/')
  return segments.flatMap((segment, index) =>
    /\{[^{}]+\}/.test(segment) ? [segments.slice(0, index + 1).join('/')] : [],
  )
}

/** Where the things of a kind are listed and made: the path above, or its plural where vendors write `/user/{}/session/{}`. */
function collectionOf(key: string, byPath: ReadonlyMap<string, unknown>): string {
  const above = key.slice(0, key.lastIndexOf('/'))
  if (byPath.has(above)) return above
  const plural = [...byPath.keys()].find(
    (path) =>
      path !== above &&
      path.slice(0, path.lastIndexOf('/')) === above.slice(0, above.lastIndexOf('/')) &&
      singular(path.split('/').at(-1) ?? '') === singular(above.split('/').at(-1) ?? ''),
  )
  return plural ?? above
}

/** The singular of an English noun, near enough to compare names. */
export function singular(noun: string): string {
  const lower = noun.toLowerCase().replace(/[-_]/g, '')
  if (lower.endsWith('ies') && lower.length > 4) return `${lower.slice(0, -3)}y`
  if (/(?:s|x|z|ch|sh)es$/.test(lower)) return lower.slice(0, -2)
  if (lower.endsWith('s') && !lower.endsWith('ss')) return lower.slice(0, -1)
  return lower
}
