import type { SchemaModel } from '@concordat/model'

/** What a person reads about a schema: its description, or else its title. */
export function schemaComment(node: SchemaModel): string {
  const text = (node.description ?? node.title ?? '').trim()
  if (!node.deprecated) return text
  return text === '' ? '@deprecated' : `${text}\n\n@deprecated`
}
