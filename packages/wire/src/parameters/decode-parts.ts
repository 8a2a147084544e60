import { addIssues, type Decoded, type DecodeIssue, type IssueLocation } from '../issue.ts'
import { getOwn, setOwn } from '../own-property.ts'
import type { ArrayShape, ObjectShape, Shape } from '../shape.ts'
import { describeShape, readText } from './read-text.ts'
import type { Parts, PartsKind } from './styles/parts.ts'

/** Where a value stands and how its texts are unescaped. */
export interface DecodePlace {
  readonly in: IssueLocation
  readonly path: readonly PropertyKey[]
  readonly unescapeText: (text: string) => string | undefined
  /** Which of several alternatives to begin with. @default 0 */
  readonly turn?: number
}

/** How a value of this shape is said inside a style. */
export function kindOf(shape: Exclude<Shape, { anyOf: unknown }>): PartsKind {
  return typeof shape === 'string' ? 'primitive' : 'array' in shape ? 'array' : 'object'
}

/** The shape of one property of an object. */
export function propertyShape(shape: ObjectShape, key: string): Shape {
  return getOwn(shape.object, key) ?? (shape.additional || 'string')
}

/** The shape of one item of an array. */
export function itemShape(shape: ArrayShape, index: number): Shape {
  return shape.prefix?.[index] ?? shape.array
}

/** Gives the texts that a style found their values. */
export function decodeParts(parts: Parts, shape: Shape, place: DecodePlace): Decoded<unknown> {
  if (parts.kind === 'primitive') return decodeOne(parts.text, shape, place)
  if (parts.kind === 'array') {
    const items: unknown[] = []
    const issues: DecodeIssue[] = []
    for (const [index, text] of parts.items.entries()) {
      const inner =
        typeof shape === 'object' && 'array' in shape ? itemShape(shape, index) : 'string'
      const item = decodeOne(text, inner, { ...place, path: [...place.path, index] })
      if (item.ok) items.push(item.value)
      else if (addIssues(issues, item.issues)) break
    }
    return issues.length > 0 ? { ok: false, issues } : { ok: true, value: items }
  }
  return decodeEntries(parts.entries, shape, place)
}

function decodeEntries(
  entries: readonly (readonly [string, string])[],
  shape: Shape,
  place: DecodePlace,
): Decoded<unknown> {
  const record: Record<string, unknown> = {}
  const issues: DecodeIssue[] = []
  for (const [rawKey, text] of entries) {
    const key = place.unescapeText(rawKey)
    if (key === undefined) {
      if (addIssues(issues, [refusal(place, 'malformed', 'valid percent-encoding', rawKey)])) break
      continue
    }
    const inner = { ...place, path: [...place.path, key] }
    const expected =
      typeof shape === 'object' && 'object' in shape ? propertyShape(shape, key) : 'string'
    const member = decodeOne(text, expected, inner)
    if (member.ok && !Object.hasOwn(record, key)) setOwn(record, key, member.value)
    else {
      const found = member.ok ? [refusal(inner, 'duplicate', 'one value', text)] : member.issues
      if (addIssues(issues, found)) break
    }
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: record }
}

/** One text, unescaped and read by its shape. */
export function decodeOne(text: string, shape: Shape, place: DecodePlace): Decoded<unknown> {
  const plain = place.unescapeText(text)
  if (plain === undefined) {
    return refuse(place, 'malformed', 'valid percent-encoding', text)
  }
  const read = readText(plain, shape, place.turn)
  if (read) return { ok: true, value: read.value }
  return refuse(place, 'type', describeShape(shape), plain)
}

/** An issue that says what was expected and what was found. */
export function refusal(
  { in: location, path }: Pick<DecodePlace, 'in' | 'path'>,
  code: DecodeIssue['code'],
  expected: string,
  found?: string,
): DecodeIssue {
  const shown = found && found.length > 80 ? `${found.slice(0, 80)}…` : found
  const message = `expected ${expected}, found ${shown === undefined ? 'nothing' : `\`${shown}\``}`
  const issue = { in: location, path, code, expected, message }
  return shown === undefined ? issue : { ...issue, found: shown }
}

/** A refusal with one issue. */
export function refuse(
  place: Pick<DecodePlace, 'in' | 'path'>,
  code: DecodeIssue['code'],
  expected: string,
  found?: string,
): Decoded<never> {
  return { ok: false, issues: [refusal(place, code, expected, found)] }
}
