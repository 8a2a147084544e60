import type { ParameterDescriptor, Shape } from '@concordat/wire'

/** A value as a field shows it: a text as it is, anything else as JSON. */
export function textOfValue(value: unknown, indent = 0): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value, null, indent)
}

/** The value that a field's text stands for: a text where the document allows one, else JSON. */
export function valueOfText(
  text: string,
  { shape = 'string', content }: ParameterDescriptor,
): unknown {
  if (content === undefined && allowsText(shape)) return text
  try {
    return JSON.parse(text)
  } catch {
    // A list may be written as its items.
    return typeof shape === 'object' && 'array' in shape
      ? text.split(',').map((item) => item.trim())
      : text
  }
}

function allowsText(shape: Shape): boolean {
  if (typeof shape === 'string') return shape === 'string'
  return 'anyOf' in shape && shape.anyOf.some(allowsText)
}
