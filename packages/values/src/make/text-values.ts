import type { Random } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { acceptsValue, type CheckContext } from '../check/check-value.ts'
import { type Contradiction, contradiction, placeOf } from '../goal/contradiction.ts'
import { largest, smallest } from '../goal/limits.ts'
import { drawPatternText } from '../text/pattern-texts.ts'
import { formatText, hasFormatTexts, word } from './format-texts.ts'

/** What a text is made for. */
export interface TextTask {
  readonly parts: readonly SchemaModel[]
  /** What must refuse the text. */
  readonly refused: readonly SchemaModel[]
  readonly random: Random
  /** Whether the text is as short as may be. */
  readonly isShort: boolean
  /** Characters that it may have. */
  readonly room: number
  readonly context: CheckContext
}

/** A text, or why there is none; neither where none was found. */
export interface TextOutcome {
  readonly text?: string
  readonly certain?: Contradiction
  /** Whether it would be longer than there is room. */
  readonly isTooLong?: boolean
}

/** Makes a text that keeps to the lengths, the patterns and the formats of schemas. */
export function makeText(task: TextTask): TextOutcome {
  const { parts, refused, random, context } = task
  const min = largest(parts, 'minLength') ?? 0
  const max = smallest(parts, 'maxLength') ?? Number.POSITIVE_INFINITY
  if (min > max) return {}
  if (min > task.room) return { isTooLong: true }
  const accepts = (text: string): boolean =>
    parts.every((part) => fitsText(part, text, context)) &&
    refused.every((part) => !acceptsValue(part, text, context))
  const patterns = [...new Set(parts.flatMap(({ pattern }) => pattern ?? []))]
  const formats = parts.flatMap(({ format }) =>
    hasFormatTexts(format ?? '') ? [format ?? ''] : [],
  )
  const simple = simpleTexts(task, { min, max }, formats)
  const found = simple.find(accepts)
  if (found !== undefined) return { text: found }
  const unwanted = refused.flatMap(({ pattern }) => pattern ?? [])
  if (patterns.length === 0 && unwanted.length === 0) return lastResort(task, { min, max }, accepts)
  const range = { min, max }
  for (let attempt = 0; attempt < 24; attempt += 1) {
    const drawn = drawPatternText({ patterns, refused: unwanted }, range, random.next, 2 + attempt)
    if (drawn.kind === 'none') {
      const places = parts.filter(({ pattern }) => pattern !== undefined)
      const message = 'No text of the allowed length matches what the patterns ask for.'
      const certain = contradiction(
        'text',
        message,
        places.map((part) => placeOf(part, 'pattern')),
      )
      return { certain }
    }
    if (drawn.kind === 'text' && accepts(drawn.text)) return { text: drawn.text }
  }
  return {}
}

/** What a schema's own keywords say of a text. */
function fitsText(part: SchemaModel, text: string, context: CheckContext): boolean {
  const { minLength, maxLength, pattern, format, values } = part
  const own = { minLength, maxLength, pattern, format, values }
  const said = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined))
  const { kind, id, uri, pointer, source } = part
  return acceptsValue({ kind, id, uri, pointer, source, ...said }, text, context)
}

interface Lengths {
  readonly min: number
  readonly max: number
}

/** Texts that people read: of the format, or words and figures that many patterns take. */
function simpleTexts(
  { parts, random, isShort, room }: TextTask,
  { min, max }: Lengths,
  formats: readonly string[],
): string[] {
  const hasPattern = parts.some(({ pattern }) => pattern !== undefined)
  const size = Math.min(Math.max(min, isShort ? Math.max(min, 1) : 6), max, room)
  const lengths = [
    Math.max(size, Math.min(16, max)),
    size,
    max === Number.POSITIVE_INFINITY ? size : Math.min(max, 200),
  ]
  const formatted = formats.flatMap((format) =>
    lengths.flatMap((length) =>
      [0, 1].map((index) => formatText(format, random.fork(`${format}${index}`), length) ?? ''),
    ),
  )
  if (formats.length > 0 && !hasPattern) return formatted
  if (size > 4096 && hasPattern) return formatted
  const lower = word(random, size)
  let digits = ''
  if (hasPattern) for (let index = 0; index < size; index += 1) digits += random.integer(1, 9)
  const variants = hasPattern
    ? [lower.toUpperCase(), lower.charAt(0).toUpperCase() + lower.slice(1), digits]
    : [word(random.fork('again'), size)]
  return [...formatted, lower, ...variants]
}

/** Texts of every short length, in the hope that one is none of those that are refused. */
function lastResort(
  { random }: TextTask,
  { min, max }: Lengths,
  accepts: (text: string) => boolean,
): TextOutcome {
  for (let length = min; length <= Math.min(max, min + 8); length += 1) {
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const text = word(random, length)
      if (accepts(text)) return { text }
    }
  }
  return {}
}
