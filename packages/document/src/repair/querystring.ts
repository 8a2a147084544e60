import { type JsonPointer, joinPointer } from '@concordat/core'
import { resolveInternal } from '@concordat/model'
import { type Draft, isDraft, own } from '../bundle/draft.ts'

const form = 'application/x-www-form-urlencoded'

/**
 * A parameter `in: querystring` whose content is a form of named properties, as the query parameters that it means: each
 * property is one, of style `form` and exploded. `undefined` for any other parameter.
 * @see {@link https://spec.openapis.org/oas/v3.2.0#parameter-locations | OpenAPI 3.2, Parameter Locations}
 */
export function queryParametersOf(
  document: Draft,
  entry: unknown,
  pointer: JsonPointer,
): Draft[] | undefined {
  const resolved = resolveInternal(document, entry, pointer)
  const parameter = resolved?.value
  if (!resolved || !isDraft(parameter) || parameter.in !== 'querystring') return undefined
  const media = own(own(parameter, 'content'), form)
  const place = joinPointer(resolved.pointer, 'content', form, 'schema')
  const schema = resolveInternal(document, own(media, 'schema'), place)?.value
  const properties = own(schema, 'properties')
  if (!isDraft(schema) || !isDraft(properties)) return undefined
  const required = own(schema, 'required')
  const names: unknown[] = Array.isArray(required) ? required : []
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: 'query',
    ...(names.includes(name) && { required: true }),
    schema: property,
  }))
}
