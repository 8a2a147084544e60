import { isJsonObject, isJsonSchema, joinPointer } from '@concordat/core'
import type { ParameterModel, SchemaUse } from '../api-model.ts'
import { readExamples } from './example-object.ts'
import { flag, member, type ObjectNode, type ReadContext, text } from './read-context.ts'
import { readSchemaObject } from './schema-object.ts'

const LOCATIONS = ['path', 'query', 'header', 'cookie'] as const
const STYLES = [
  'matrix',
  'label',
  'simple',
  'form',
  'spaceDelimited',
  'pipeDelimited',
  'deepObject',
] as const

/** @see {@link https://spec.openapis.org/oas/v3.1.1#parameter-object | Parameter Object} */
export function readParameterObject(
  node: ObjectNode,
  context: ReadContext,
): ParameterModel | undefined {
  const { value, pointer } = node
  const name = member(value, 'name')
  const location = LOCATIONS.find((one) => one === member(value, 'in'))
  if (typeof name !== 'string' || location === undefined) return undefined
  const style = STYLES.find((one) => one === member(value, 'style')) ?? defaultStyle(location)
  const explode = member(value, 'explode')
  return {
    kind: 'parameter',
    pointer,
    name,
    in: location,
    required: location === 'path' || flag(value, 'required'),
    deprecated: flag(value, 'deprecated'),
    ...text(value, 'description'),
    style,
    explode: typeof explode === 'boolean' ? explode : style === 'form',
    allowReserved: location === 'query' && flag(value, 'allowReserved'),
    allowEmptyValue: location === 'query' && flag(value, 'allowEmptyValue'),
    ...readParameterSchema(node),
    examples: readExamples(node, context),
  }
}

/** @see {@link https://spec.openapis.org/oas/v3.1.1#style-values | Style values} */
function defaultStyle(location: ParameterModel['in']): ParameterModel['style'] {
  return location === 'query' || location === 'cookie' ? 'form' : 'simple'
}

/** The schema of a parameter or header, and the media type when it is said by `content`. */
export function readParameterSchema(node: ObjectNode): { content?: string; schema: SchemaUse } {
  const schema = readSchemaObject(node, 'schema')
  if (schema) return { schema }
  const content = member(node.value, 'content')
  const entry = isJsonObject(content) ? Object.entries(content)[0] : undefined
  if (!entry) return { schema: { pointer: node.pointer, schema: true } }
  const [mediaType, object] = entry
  const pointer = joinPointer(node.pointer, 'content', mediaType, 'schema')
  const inner = isJsonObject(object) ? member(object, 'schema') : undefined
  return { content: mediaType, schema: { pointer, schema: isJsonSchema(inner) ? inner : true } }
}
