import type { Drawing } from './drawing.ts'
import { formatValues } from './format-value.ts'
import { numberAt, type SchemaObject, textsIn } from './json-schema.ts'
import { merged, Unsatisfiable } from './merge-schemas.ts'
import { patternValue } from './pattern-value.ts'
import { integerBetween } from './random.ts'

const longest = 100_000

/** Draws a text of the length, the pattern and the format that a schema asks for. */
export function stringValue(schema: SchemaObject, drawing: Drawing): string {
  const least = Math.ceil(numberAt(schema, 'minLength') ?? 0)
  const most = Math.floor(numberAt(schema, 'maxLength') ?? Number.POSITIVE_INFINITY)
  if (least > most || least > longest) throw new Unsatisfiable('length')
  const patterns = [...textsIn([schema.pattern]), ...textsIn(schema[merged.patterns])]
  const pattern = drawing.vary
    ? patterns[integerBetween(drawing.random, 0, patterns.length - 1)]
    : patterns[0]
  if (pattern !== undefined) {
    const text = patternText(pattern, least, most, drawing)
    if (text !== undefined) return text
  }
  const formatted = typeof schema.format === 'string' ? formatValues(schema.format, drawing) : []
  const fitting = formatted.find((text) => text.length >= least && text.length <= most)
  if (fitting !== undefined) return fitting
  const binary = schema.contentEncoding === 'base64' || schema.contentEncoding === 'base64url'
  const plain = binary
    ? 'YWJj'
    : drawing.vary
      ? `text${integerBetween(drawing.random, 0, 9999)}`
      : 'text'
  return fitted(formatted[0] ?? plain, least, most)
}

function patternText(
  pattern: string,
  least: number,
  most: number,
  drawing: Drawing,
): string | undefined {
  let closest: string | undefined
  const shortFirst = !drawing.vary || drawing.random() < 0.5
  for (let attempt = 0; attempt < 40; attempt++) {
    const text = patternValue(pattern, drawing.random, (attempt % 2 === 1) === shortFirst)
    if (text === undefined) return undefined
    const length = [...text].length
    if (length >= least && length <= most) return text
    if (length <= most) closest = text
  }
  // What is not anchored may be longer than its match.
  if (closest === undefined) return undefined
  if (!pattern.endsWith('$')) return fitted(closest, least, most)
  return pattern.startsWith('^')
    ? closest
    : 'a'.repeat(Math.max(0, least - closest.length)) + closest
}

function fitted(text: string, least: number, most: number): string {
  const long = text.length < least ? text + 'a'.repeat(least - text.length) : text
  return long.length > most ? long.slice(0, most) : long
}
