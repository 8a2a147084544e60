import type { JsonValue } from '@concordat/core'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { pathParameters } from '../plan/resource.ts'

/** An id that is to name nothing. */
export interface UnknownId {
  readonly id: JsonValue
  /**
   * Whether it is so far from the ids that exist that it names nothing for certain. Not where the document leaves few
   * ids: `t5` may well be the next thing after `t3`.
   */
  readonly isFar: boolean
}

/** Ids of which one in so many may exist are far from those that do. */
const far = 100_000

/**
 * Ids that look like a real one and name nothing, the farthest first: numbers far beyond those that counters reach, other
 * letters and digits elsewhere. Only ids that the operation's path takes; what is known to exist is left out.
 */
export function unknownIds(
  operation: OperationPlan,
  id: JsonValue,
  salt: number,
  known: readonly string[] = [],
): UnknownId[] {
  const name = pathParameters(operation.path).at(-1)
  const parameter = operation.parameters.find(
    ({ model }) => model.in === 'path' && model.name === name,
  )
  const accepts = (value: JsonValue): boolean =>
    parameter === undefined ||
    operation.api.judge.accepts(parameter.model.schema.pointer, value, 'request')
  const made = candidates(id, salt).filter((one) => accepts(one.id) && one.id !== id)
  const usable = made.length > 0 ? made : [{ id: unknownId(id, salt), isFar: true }]
  return usable.filter((one) => !known.includes(String(one.id)))
}

/** Ids that differ from one in the last letter or digit alone, as far as the path takes them. */
export function besideIds(operation: OperationPlan, name: string, id: JsonValue): JsonValue[] {
  const parameter = operation.parameters.find(
    ({ model }) => model.in === 'path' && model.name === name,
  )
  const text = String(id)
  const at = text.search(/[0-9a-z][^0-9a-z]*$/i)
  const last = text[at]
  if (last === undefined || parameter === undefined) return []
  const classes = ['0123456789', 'abcdefghij', 'ABCDEFGHIJ']
  const others =
    classes.find((one) => one.includes(last)) ?? classes[/[a-z]/.test(last) ? 1 : 2] ?? ''
  return [...others].flatMap((character) => {
    const other = text.slice(0, at) + character + text.slice(at + 1)
    const value = typeof id === 'number' ? Number(other) : other
    const isTaken = operation.api.judge.accepts(parameter.model.schema.pointer, value, 'request')
    return character === last || !isTaken ? [] : [value]
  })
}

function candidates(id: JsonValue, salt: number): UnknownId[] {
  if (typeof id === 'number') {
    const large = 987_000_000 + salt
    return [
      { id: Math.abs(id) < 1e9 ? large : id - 1 - salt, isFar: true },
      { id: 98_700 + (salt % 300), isFar: Math.abs(id) < 10_000 },
      { id: id + 1 + salt, isFar: false },
    ]
  }
  const text = String(id)
  const counter = /^(.*?)(\d+)$/s.exec(text)
  const [, before = '', digits = ''] = counter ?? []
  const isCounter = counter !== null && digits.length < 9 && Number(digits) < far
  const width = digits.length
  const numbered = isCounter
    ? [
        // Of the same width first: many patterns count digits.
        ...(width >= 5 ? [String(10 ** width - 1 - (salt % 5000))] : []),
        String(987_000_000 + salt),
        ...(width < 5 ? [String(10 ** width - 1 - (salt % 5)).padStart(width, '0')] : []),
      ].map((other) => ({ id: before + other, isFar: other.length >= 5 }))
    : []
  const shifted = shift(text, salt)
  return [...numbered, { id: shifted, isFar: changedCharacters(text, shifted) >= 4 && !isCounter }]
}

function changedCharacters(left: string, right: string): number {
  return [...left].filter((character, index) => character !== right[index]).length
}

/** An id that looks like a real one and names nothing: digits become other digits, letters other letters. */
export function unknownId(id: JsonValue, salt: number): JsonValue {
  const [first] = candidates(id, salt)
  return first?.id ?? id
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
