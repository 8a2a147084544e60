/** An example as people read it: a text as it is, anything else as JSON, short lists and objects on one line. */
export function jsonText(value: unknown): { readonly text: string; readonly language: string } {
  if (typeof value === 'string') return { text: value, language: '' }
  return { text: write(value, ''), language: 'json' }
}

/** Columns up to which a list or an object stands on one line. */
const widest = 56

function write(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const line = oneLine(value)
  if (indent.length + line.length <= widest && !holdsObjects(value)) return line
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]'
    return `[\n${value.map((item) => inner + write(item, inner)).join(',\n')}\n${indent}]`
  }
  const entries = Object.entries(value)
  if (entries.length === 0) return '{}'
  const members = entries.map(
    ([key, item]) => `${inner}${JSON.stringify(key)}: ${write(item, inner)}`,
  )
  return `{\n${members.join(',\n')}\n${indent}}`
}

function holdsObjects(value: object): boolean {
  return Object.values(value).some((item) => typeof item === 'object' && item !== null)
}

function oneLine(value: object): string {
  if (Array.isArray(value)) return `[${value.map((item) => JSON.stringify(item)).join(', ')}]`
  const members = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}: ${JSON.stringify(item)}`,
  )
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}
