import { setOwn } from '../own-property.ts'

/**
 * A value without the properties that its validator ignores: those that its output has as `undefined`. What the
 * validator does not describe stays.
 *
 * @example
 * ```ts
 * import { withoutIgnored } from '@concordat/wire'
 * withoutIgnored({ id: 'mine', name: 'Ada', more: 1 }, { id: undefined, name: 'Ada' }) // { name: 'Ada', more: 1 }
 * ```
 */
export function withoutIgnored(value: unknown, output: unknown): unknown {
  if (typeof value !== 'object' || typeof output !== 'object' || !value || !output) return value
  if (Array.isArray(value)) {
    return Array.isArray(output)
      ? value.map((item, index) => withoutIgnored(item, output[index]))
      : value
  }
  // What has a prototype of its own, such as a file, is one value.
  if (Object.getPrototypeOf(value) !== Object.prototype) return value
  const kept: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(value)) {
    const own: unknown = Object.hasOwn(output, name) ? Reflect.get(output, name) : member
    if (own !== undefined) setOwn(kept, name, own === member ? member : withoutIgnored(member, own))
  }
  return kept
}
