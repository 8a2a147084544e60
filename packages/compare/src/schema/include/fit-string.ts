import type { Cell } from '../cell.ts'
import { isContentWithin } from '../content.ts'
import { isFormatWithin, patternOfFormat } from '../text/formats.ts'
import { hasLengthWithin, matchesAlways } from '../text/text-within.ts'
import type { Failure } from './comparison.ts'

/** Which rules of a cell of strings another does not keep. */
export function fitString(cell: Cell, other: Cell): Failure[] {
  const failures: Failure[] = []
  const infinity = Number.POSITIVE_INFINITY
  if (other.minLength > cell.minLength && !hasLengthWithin(cell, other.minLength, infinity)) {
    failures.push({ keyword: 'minLength', cell, other })
  }
  if (other.maxLength < cell.maxLength && !hasLengthWithin(cell, 0, other.maxLength)) {
    failures.push({ keyword: 'maxLength', cell, other })
  }
  for (const pattern of other.patterns) {
    if (cell.patterns.includes(pattern) || matchesAlways(cell, pattern)) continue
    failures.push({ keyword: 'pattern', cell, other, subject: pattern })
  }
  for (const format of other.formats) {
    if (cell.formats.some((own) => isFormatWithin(own, format))) continue
    const whole = patternOfFormat(format)
    if (whole !== undefined && matchesAlways(cell, whole)) continue
    failures.push({ keyword: 'format', cell, other, subject: format })
  }
  for (const content of other.contents) {
    if (cell.contents.some((own) => isContentWithin(own, content))) continue
    const subject = [content.encoding, content.mediaType].filter(Boolean).join(' ')
    failures.push({ keyword: 'content', cell, other, subject })
  }
  return failures
}
