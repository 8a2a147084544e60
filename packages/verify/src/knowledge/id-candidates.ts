import { isJsonObject, type JsonValue } from '@concordat/core'
import { type Resource, singular } from '../plan/resource.ts'
import { memberAt } from '../schema/variation.ts'

type PropertyPath = readonly string[]

/** What is known of a thing's id beside the names of its members. */
export interface IdHints {
  /** Values that a documented link or the Location header gives it. */
  readonly values: readonly string[]
  /** Whether the path parameter's schema tells ids from other texts, and takes this value for one. */
  readonly fits: (value: JsonValue) => boolean
}

/** Paths of the members of an answered thing that may be its id, the likeliest first: links, then schemas, then names. */
export function idCandidates(
  resource: Resource,
  item: unknown,
  learnt: PropertyPath | undefined,
  hints?: IdHints,
): PropertyPath[] {
  const candidates: PropertyPath[] = learnt === undefined ? [] : [learnt]
  const places = envelopes(item, resource).flatMap((base) => scalarPaths(item, base))
  const named = namedCandidates(resource, item)
  const order = [...named, ...places]
  if (hints) {
    candidates.push(...order.filter((path) => hints.values.includes(String(memberAt(item, path)))))
    candidates.push(
      ...order.filter((path) => {
        const value = idAt(item, path)
        return value !== undefined && hints.fits(value)
      }),
    )
  }
  candidates.push(...named)
  const seen = new Set<string>()
  return candidates.filter((path) => {
    const key = path.join('\u0000')
    return isScalar(memberAt(item, path)) && !seen.has(key) && seen.add(key)
  })
}

function scalarPaths(item: unknown, base: PropertyPath): PropertyPath[] {
  const object = memberAt(item, base)
  if (!isJsonObject(object)) return []
  return Object.keys(object)
    .filter((name) => isScalar(object[name]))
    .map((name) => [...base, name])
}

/** Members that are called as ids are, the likeliest first. */
function namedCandidates(resource: Resource, item: unknown): PropertyPath[] {
  const candidates: PropertyPath[] = []
  for (const base of envelopes(item, resource)) {
    const object = memberAt(item, base)
    if (!isJsonObject(object)) continue
    const names = Object.keys(object)
    const wanted = [
      resource.parameter,
      ...['id', '_id', 'Id', '_uuid', 'Uuid'].map((suffix) =>
        suffix === 'id' ? 'id' : resource.noun + suffix,
      ),
    ].map(plain)
    const rankOf = (name: string): number => {
      const rank = wanted.indexOf(plain(name))
      const common = resource.conventions.rank('ids', name)
      return rank >= 0 || common < 0 ? rank : wanted.length + common
    }
    const ranked = names
      .filter((name) => isScalar(object[name]))
      .map((name) => ({ name, rank: rankOf(name) }))
      .filter(({ rank }) => rank >= 0)
      .sort((left, right) => left.rank - right.rank)
    candidates.push(...ranked.map(({ name }) => [...base, name]))
  }
  return candidates
}

/** Where in an answer the thing itself stands: the answer, or a member that wraps it. */
function envelopes(item: unknown, resource: Resource): PropertyPath[] {
  if (!isJsonObject(item)) return []
  const inner = Object.entries(item)
    .filter(
      ([name, value]) =>
        isJsonObject(value) &&
        (singular(name) === resource.noun || /^(data|result|item|resource)$/.test(name)),
    )
    .map(([name]) => [name])
  return [[], ...inner]
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, '')
}

function isScalar(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || typeof value === 'number'
}

/** A member of a thing as a value for a path. */
export function idAt(item: unknown, path: PropertyPath): JsonValue | undefined {
  const value = memberAt(item, path)
  return isScalar(value) ? value : undefined
}
