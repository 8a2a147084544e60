import type { HeaderDescriptor } from '../descriptor.ts'
import { getOwn } from '../own-property.ts'
import { encodeParameter } from './encode-parameter.ts'

/**
 * Writes response headers by their descriptors; a header that no descriptor knows is written as text or as a list.
 * Names are compared without case.
 *
 * @throws TypeError for a value that a header cannot say.
 *
 * @example
 * ```ts
 * import { encodeHeaders } from '@concordat/wire'
 * encodeHeaders({ 'Retry-After': { shape: 'integer' } }, { 'retry-after': 30 })
 * // [['Retry-After', '30']]
 * ```
 */
export function encodeHeaders(
  descriptors: Readonly<Record<string, HeaderDescriptor>>,
  values: Readonly<Record<string, unknown>>,
): [name: string, value: string][] {
  const documented = new Map(Object.keys(descriptors).map((name) => [name.toLowerCase(), name]))
  const headers: [string, string][] = []
  for (const [key, value] of Object.entries(values)) {
    const name = documented.get(key.toLowerCase()) ?? key
    if (name.toLowerCase() === 'set-cookie' && Array.isArray(value)) {
      // The one header whose lines cannot be joined by commas.
      for (const line of value) headers.push([name, String(line)])
      continue
    }
    const text = encodeParameter({ ...getOwn(descriptors, name), name, in: 'header' }, value)
    if (text !== undefined) headers.push([name, text])
  }
  return headers
}
