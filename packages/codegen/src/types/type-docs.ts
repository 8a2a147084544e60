import { isJsonObject, type JsonSchema } from '@concordat/core'

const longestExample = 80

/** The TSDoc of a property or of a named type: what its schema says in words. */
export function schemaDocs(schema: JsonSchema): string {
  if (!isJsonObject(schema)) return ''
  const parts: string[] = []
  const description = textOf(schema.description)
  const title = textOf(schema.title)
  if (description ?? title) parts.push(description ?? title ?? '')
  const tags: string[] = []
  if (schema.deprecated === true) tags.push('@deprecated')
  if (schema.default !== undefined) tags.push(...tag('@default', schema.default))
  const example = Array.isArray(schema.examples) ? schema.examples[0] : schema.example
  if (example !== undefined) tags.push(...tag('@example', example))
  if (tags.length > 0) parts.push(tags.join('\n'))
  return parts.join('\n\n')
}

/** A tag with a value that is short enough to help. */
function tag(name: string, value: unknown): string[] {
  const text = JSON.stringify(value)
  return text === undefined || text.length > longestExample ? [] : [`${name} ${text}`]
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}
