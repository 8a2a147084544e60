import type { ParameterDescriptor } from '../descriptor.ts'
import type { RawPair } from './parse-pairs.ts'

/**
 * Reads the texts that nearly every request carries: a number, a switch or a word that needs no unescaping and stands
 * for one primitive. What it gives is what the long way gives; `undefined` leaves the text to the long way.
 */
export type PlainReader = (text: string) => string | number | boolean | undefined

/** The plain reader of a parameter; `undefined` where a style or a shape asks for more. */
export function plainReader(parameter: ParameterDescriptor): PlainReader | undefined {
  const { shape = 'string', style, content, allowEmptyValue } = parameter
  if (content !== undefined || allowEmptyValue) return undefined
  if (style !== undefined && style !== 'form' && style !== 'simple') return undefined
  return typeof shape === 'string' ? readers[shape] : undefined
}

const readInteger: PlainReader = (text) =>
  /^(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : undefined
const readWord: PlainReader = (text) => (/^[A-Za-z0-9._~-]+$/.test(text) ? text : undefined)

const readers: Readonly<Record<string, PlainReader>> = {
  integer: readInteger,
  number: readInteger,
  boolean: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
  string: readWord,
  unknown: readWord,
}

/** The text of the one pair of a name; `undefined` when there is none, or more than one. */
export function onlyText(pairs: readonly RawPair[], name: string): string | undefined {
  let found: string | undefined
  for (const pair of pairs) {
    if (pair.name !== name) continue
    if (found !== undefined) return undefined
    found = pair.value
  }
  return found
}
