import { isJsonObject, type JsonValue } from '@concordat/core'
import { memberAt } from '../schema/variation.ts'
import { type Resource, singular } from './resource.ts'

type PropertyPath = readonly string[]

const commonNames = [
  'id',
  'uuid',
  'guid',
  '_id',
  'slug',
  'key',
  'code',
  'number',
  'name',
  'handle',
  'username',
  'sku',
  'isbn',
]

/** Paths of the members of an answered thing that may be its id, the likeliest first. */
export function idCandidates(
  resource: Resource,
  item: unknown,
  learnt: PropertyPath | undefined,
): PropertyPath[] {
  const candidates: PropertyPath[] = learnt === undefined ? [] : [learnt]
  for (const base of envelopes(item, resource)) {
    const object = memberAt(item, base)
    if (!isJsonObject(object)) continue
    const names = Object.keys(object)
    const wanted = [
      resource.parameter,
      ...['id', '_id', 'Id', '_uuid', 'Uuid'].map((suffix) =>
        suffix === 'id' ? 'id' : resource.noun + suffix,
      ),
      ...commonNames,
    ].map(plain)
    const ranked = names
      .filter((name) => isScalar(object[name]))
      .map((name) => ({ name, rank: wanted.indexOf(plain(name)) }))
      .filter(({ rank }) => rank >= 0)
      .sort((left, right) => left.rank - right.rank)
    candidates.push(...ranked.map(({ name }) => [...base, name]))
  }
  const seen = new Set<string>()
  return candidates.filter((path) => {
    const key = path.join('\u0000')
    return isScalar(memberAt(item, path)) && !seen.has(key) && seen.add(key)
  })
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

/** An id that looks like a real one and names nothing: digits become other digits, letters other letters. */
export function unknownId(id: JsonValue, salt: number): JsonValue {
  if (typeof id === 'number') return Math.abs(id) < 1e9 ? 987_000_000 + salt : id - 1 - salt
  const text = String(id)
  if (/^\d+$/.test(text)) {
    return text.length < 9 ? String(987_000_000 + salt) : shift(text, salt)
  }
  return shift(text, salt)
}

/** Changes the second half only: the first digits of versioned ids (uuid, ulid) keep their meaning. */
function shift(text: string, salt: number): string {
  const half = Math.floor(text.length / 2)
  let rest = salt
  const tail = text.slice(half).replace(/[0-9a-zA-Z]/g, (character) => {
    const by = 1 + (rest % 5)
    rest = Math.floor(rest / 5)
    return rotate(character, by)
  })
  return text.slice(0, half) + tail
}

function rotate(character: string, by: number): string {
  if (/\d/.test(character)) return String((Number(character) + by) % 10)
  const alphabet = /[a-f]/.test(character)
    ? 'abcdef'
    : /[A-F]/.test(character)
      ? 'ABCDEF'
      : undefined
  if (alphabet) return alphabet[(alphabet.indexOf(character) + by) % 6] ?? character
  const base = /[a-z]/.test(character) ? 97 : 65
  return String.fromCharCode(base + ((character.charCodeAt(0) - base + by) % 26))
}
