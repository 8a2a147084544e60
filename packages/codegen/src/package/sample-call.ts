import { isJsonObject, type JsonSchema, type JsonValue } from '@concordat/core'
import type { ApiModel, OperationModel, RequestBodyModel } from '@concordat/model'
import type { SchemaLookup } from '../schema/schema-lookup.ts'
import { shapeOf } from '../shape/shape-of.ts'

/** A call to show: an operation, and an input that it takes. */
export interface SampleCall {
  readonly operation: OperationModel
  readonly input: Readonly<Record<string, unknown>>
}

/**
 * The first operation whose required input can be shown: one that reads where there is one, else one without a body,
 * else one whose body is shown by an example.
 */
export function sampleCall(model: ApiModel, lookup: SchemaLookup): SampleCall | undefined {
  const candidates = model.operations.filter(
    (operation) =>
      !operation.deprecated &&
      (!operation.requestBody?.required || sampleBody(operation.requestBody, lookup) !== undefined),
  )
  const withoutBody = candidates.filter((operation) => !operation.requestBody?.required)
  const operation =
    withoutBody.find((item) => item.method === 'get') ?? withoutBody[0] ?? candidates[0]
  if (!operation) return undefined
  const required = operation.parameters.filter((item) => item.required || item.in === 'path')
  const sections = new Set(required.map((item) => item.in))
  const input: Record<string, unknown> = {}
  for (const location of sections) {
    const members = required.filter((item) => item.in === location)
    input[location] = Object.fromEntries(
      members.map((item) => [
        item.name,
        sampleValue(item.examples[0]?.value, item.schema.schema, lookup),
      ]),
    )
  }
  if (operation.requestBody?.required) input.body = sampleBody(operation.requestBody, lookup)
  return { operation, input }
}

/** A body in JSON by its first example; `undefined` for what has none, or has other media types to choose from. */
function sampleBody({ content }: RequestBodyModel, lookup: SchemaLookup): unknown {
  const [only, ...others] = content
  if (!only || others.length > 0 || !/^[^;]*\bjson\s*(?:;|$)/i.test(only.mediaType))
    return undefined
  return only.examples[0]?.value ?? (only.schema && givenValue(only.schema.schema, lookup))
}

function sampleValue(example: unknown, schema: JsonSchema, lookup: SchemaLookup): unknown {
  return example ?? givenValue(schema, lookup) ?? sampleOfShape(shapeOf(schema, lookup, 2))
}

/** The value that a schema itself gives. */
function givenValue(schema: JsonSchema, lookup: SchemaLookup): unknown {
  const resolved = lookup.resolve(schema)
  if (!isJsonObject(resolved)) return undefined
  return [
    resolved.const,
    resolved.default,
    resolved.example,
    ...list(resolved.enum),
    ...list(resolved.examples),
  ].find((value) => value !== undefined)
}

function sampleOfShape(shape: ReturnType<typeof shapeOf>): unknown {
  if (typeof shape === 'string') {
    if (shape === 'integer' || shape === 'number') return 1
    if (shape === 'boolean') return true
    return shape === 'null' ? null : 'example'
  }
  if ('array' in shape) return [sampleOfShape(shape.array)]
  if ('object' in shape) return {}
  const last = shape.anyOf.at(-1)
  return last === undefined ? 'example' : sampleOfShape(last)
}

function list(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : []
}
