import { type JsonPointer, splitPointer } from '@concordat/core'

/** The name of a component of a kind, for a pointer that names one and nothing inside it. */
export function componentName(
  pointer: JsonPointer,
  kind: 'schemas' | 'responses',
): string | undefined {
  const [root, actual, name, ...rest] = splitPointer(pointer)
  return root === 'components' && actual === kind && rest.length === 0 ? name : undefined
}
