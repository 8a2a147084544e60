import type { JsonValue } from '@concordat/core'
import { isJsonObject } from '@concordat/core'
import type { HeaderModel, ParameterModel } from '@concordat/model'
import type { HeaderDescriptor, ParameterDescriptor, Shape } from '@concordat/wire'
import type { SchemaLookup } from '../schema/schema-lookup.ts'
import { deepShapeOf, isOfShape, shapeOf } from '../shape/shape-of.ts'

/** Objects inside objects are only said by `deepObject`. */
const flatDepth = 2

/** What the run time needs of a parameter; members that have OpenAPI's defaults are left out. */
export function parameterDescriptor(
  parameter: ParameterModel,
  lookup: SchemaLookup,
): ParameterDescriptor {
  const defaultStyle =
    parameter.in === 'query' || parameter.in === 'cookie' ? 'form' : ('simple' as const)
  const shape = parameterShape(parameter, lookup)
  const fallback = defaultOf(parameter, lookup)
  return {
    name: parameter.name,
    in: parameter.in,
    ...(parameter.required ? { required: true } : {}),
    ...(parameter.content === undefined
      ? {
          ...(parameter.style === defaultStyle ? {} : { style: parameter.style }),
          ...(parameter.explode === (parameter.style === 'form')
            ? {}
            : { explode: parameter.explode }),
          ...(parameter.allowReserved ? { allowReserved: true } : {}),
          ...(parameter.allowEmptyValue ? { allowEmptyValue: true } : {}),
        }
      : { content: parameter.content }),
    ...(shape === 'string' ? {} : { shape }),
    ...(fallback === undefined ? {} : { default: fallback }),
  }
}

function parameterShape(
  { style, content, schema: { schema } }: ParameterModel,
  lookup: SchemaLookup,
): Shape {
  if (content !== undefined) return 'string'
  return style === 'deepObject' ? deepShapeOf(schema, lookup) : shapeOf(schema, lookup, flatDepth)
}

/** What the run time needs of a response header. */
export function headerDescriptor(header: HeaderModel, lookup: SchemaLookup): HeaderDescriptor {
  const shape =
    header.content === undefined ? shapeOf(header.schema.schema, lookup, flatDepth) : 'string'
  return {
    ...(header.required ? { required: true } : {}),
    ...(header.explode ? { explode: true } : {}),
    ...(header.content === undefined ? {} : { content: header.content }),
    ...(shape === 'string' ? {} : { shape }),
  }
}

/** The default of a parameter's schema, unless its own schema could not be it. */
function defaultOf(parameter: ParameterModel, lookup: SchemaLookup): JsonValue | undefined {
  const { schema } = parameter.schema
  const resolved = lookup.resolve(schema)
  const own = isJsonObject(schema) ? schema.default : undefined
  const declared = own ?? (isJsonObject(resolved) ? resolved.default : undefined)
  return declared !== undefined && isOfShape(declared, schema, lookup) ? declared : undefined
}
