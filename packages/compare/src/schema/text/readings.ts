import type { JsonValue } from '@concordat/core'

/** How JSON writes numbers: what a number looks like where it travels as text. */
export const numeral = '^-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?$'
const numeralPattern = new RegExp(numeral, 'u')

/** What a text on the wire may stand for: itself, and the number, boolean or null that it spells. */
export function readingsOf(text: string): readonly JsonValue[] {
  const readings: JsonValue[] = [text]
  if (numeralPattern.test(text)) readings.push(Number(text))
  if (text === 'true' || text === 'false') readings.push(text === 'true')
  if (text === 'null') readings.push(null)
  return readings
}

/** A value with all its scalars as the texts that they travel as. */
export function asText(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(asText)
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asText(member)]))
}
