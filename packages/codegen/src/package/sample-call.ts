import { isJsonObject, type JsonValue } from '@concordat/core'
import type { ApiModel, OperationModel, ParameterModel } from '@concordat/model'
import type { SchemaLookup } from '../schema/schema-lookup.ts'
import { shapeOf } from '../shape/shape-of.ts'

/** A call to show: an operation, and an input that it takes. */
export interface SampleCall {
  readonly operation: OperationModel
  readonly input: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** The first operation whose required input can be shown: one that reads, and needs no body, where there is one. */
export function sampleCall(model: ApiModel, lookup: SchemaLookup): SampleCall | undefined {
  const candidates = model.operations.filter(
    (operation) => !operation.deprecated && !operation.requestBody?.required,
  )
  const operation = candidates.find((item) => item.method === 'get') ?? candidates[0]
  if (!operation) return undefined
  const required = operation.parameters.filter((item) => item.required || item.in === 'path')
  const sections = new Set(required.map((item) => item.in))
  const input = [...sections].map((location) => {
    const members = required.filter((item) => item.in === location)
    const values = members.map((item) => [item.name, sampleValue(item, lookup)] as const)
    return [location, Object.fromEntries(values)] as const
  })
  return { operation, input: Object.fromEntries(input) }
}

function sampleValue(parameter: ParameterModel, lookup: SchemaLookup): unknown {
  const example = parameter.examples[0]?.value
  if (example !== undefined) return example
  const resolved = lookup.resolve(parameter.schema.schema)
  if (isJsonObject(resolved)) {
    const [first] = [
      resolved.const,
      resolved.default,
      resolved.example,
      ...list(resolved.enum),
      ...list(resolved.examples),
    ].filter((value) => value !== undefined)
    if (first !== undefined) return first
  }
  return sampleOfShape(shapeOf(parameter.schema.schema, lookup, 2))
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
