import type { ParameterEncoder } from './encode-parameter.ts'
import { textOf } from './value-text.ts'

/**
 * Writes what most APIs send and no more: single values in paths, queries and headers, and arrays that a query repeats.
 * For these it agrees with `encodeParameter`, which a client needs for everything else: cookies, objects, styles,
 * `explode`, `allowReserved`, `content`.
 */
export const encodePlainParameter: ParameterEncoder = ({ name, in: location }, value) => {
  const write = (one: unknown): string => {
    const text = textOf(one)
    if (location === 'header') return text
    const escaped = encodeURIComponent(text)
    return location === 'path' ? escaped : `${encodeURIComponent(name)}=${escaped}`
  }
  return Array.isArray(value) ? value.map(write).join('&') || undefined : write(value)
}
