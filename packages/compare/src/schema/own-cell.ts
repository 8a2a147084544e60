import type { SchemaModel } from '@concordat/model'
import { type Bound, type Cell, isPlainlyEmpty, type ValueType, wholeCell } from './cell.ts'
import { contentOf } from './content.ts'
import { typeOfValue } from './json-values.ts'
import { isDefinedFormat } from './text/formats.ts'
import { isEveryText } from './text/text-within.ts'

/** The values of a type that a schema's own keywords allow, without its references, parts and choices. */
export function ownCell(node: SchemaModel, type: ValueType): Cell | undefined {
  if (node.always === false) return undefined
  const types = node.types as readonly string[] | undefined // seam: wider, to be asked for any name
  const isIntegral = type === 'number' && types?.includes('number') === false
  if (types && !types.includes(type) && !(isIntegral && types.includes('integer'))) return undefined
  const values = node.values?.filter((value) => typeOfValue(value) === type)
  if (values?.length === 0) return undefined
  const cell: Cell = {
    ...wholeCell(type),
    ...(values && { values }),
    ...keywordsOf(node, type, isIntegral),
  }
  return isPlainlyEmpty(cell) ? undefined : cell
}

function keywordsOf(node: SchemaModel, type: ValueType, isIntegral: boolean): Partial<Cell> {
  switch (type) {
    case 'null':
      return { values: [null] }
    case 'boolean':
      return node.values ? {} : { values: [true, false] }
    case 'number':
      return numberKeywords(node, isIntegral)
    case 'string':
      return stringKeywords(node)
    case 'array':
      return arrayKeywords(node)
    case 'object':
      return objectKeywords(node)
  }
}

const int32 = { lower: -(2 ** 31), upper: 2 ** 31 - 1 }

function numberKeywords(node: SchemaModel, isIntegral: boolean): Partial<Cell> {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format = '' } = node
  const isDefined = isDefinedFormat(format, 'number')
  const isInteger =
    isIntegral || isDefined || (multipleOf !== undefined && Number.isInteger(multipleOf))
  const lower = strictest(
    [bound(minimum, false), bound(exclusiveMinimum, true)],
    (a, b) => a.at > b.at,
  )
  const upper = strictest(
    [bound(maximum, false), bound(exclusiveMaximum, true)],
    (a, b) => a.at < b.at,
  )
  const low = isDefined && format === 'int32' ? bound(int32.lower, false) : undefined
  const high = isDefined && format === 'int32' ? bound(int32.upper, false) : undefined
  const lowest = strictest([lower, low], (a, b) => a.at > b.at)
  const highest = strictest([upper, high], (a, b) => a.at < b.at)
  return {
    isInteger,
    ...(lowest && { lower: lowest }),
    ...(highest && { upper: highest }),
    ...(multipleOf !== undefined && { multiples: [multipleOf] }),
  }
}

function bound(at: number | undefined, isExclusive: boolean): Bound | undefined {
  return at === undefined ? undefined : { at, isExclusive }
}

function strictest(
  bounds: readonly (Bound | undefined)[],
  isStricter: (a: Bound, b: Bound) => boolean,
): Bound | undefined {
  return bounds
    .filter((one) => one !== undefined)
    .reduce<Bound | undefined>((best, one) => {
      if (!best || isStricter(one, best)) return one
      return one.at === best.at && one.isExclusive ? one : best
    }, undefined)
}

function stringKeywords(node: SchemaModel): Partial<Cell> {
  const { minLength, maxLength, pattern, format } = node
  const content = contentOf(node)
  const isDefined = format !== undefined && isDefinedFormat(format, 'string')
  return {
    ...(minLength !== undefined && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
    ...(pattern !== undefined && { patterns: [pattern] }),
    ...(isDefined && format !== 'byte' && { formats: [format] }),
    ...(content && { contents: [content] }),
  }
}

function arrayKeywords(node: SchemaModel): Partial<Cell> {
  const { minItems, maxItems, uniqueItems, prefixItems, items, contains } = node
  return {
    ...(minItems !== undefined && { minItems }),
    ...(maxItems !== undefined && { maxItems }),
    ...(uniqueItems && { isUnique: true }),
    ...((prefixItems || items) && {
      arrays: [{ prefix: prefixItems ?? [], ...(items && { rest: items }) }],
    }),
    ...(contains && {
      contains: [
        {
          schema: contains,
          min: node.minContains ?? 1,
          max: node.maxContains ?? Number.POSITIVE_INFINITY,
        },
      ],
    }),
  }
}

function objectKeywords(node: SchemaModel): Partial<Cell> {
  const { properties, additionalProperties } = node
  const patterns = [...(node.patternProperties ?? [])]
  const [every] = patterns.filter(([pattern]) => isEveryText(pattern))
  return {
    ...(node.minProperties !== undefined && { minProperties: node.minProperties }),
    ...(node.maxProperties !== undefined && { maxProperties: node.maxProperties }),
    ...((properties || patterns.length > 0 || additionalProperties) && {
      objects: [
        {
          properties: properties ?? new Map(),
          patterns: new Map(patterns.filter((one) => one !== every)),
          // Where a pattern describes members of every name, none is left that nothing describes.
          ...(additionalProperties && !every && { additional: additionalProperties }),
        },
        ...(every ? [{ properties: new Map(), patterns: new Map(), additional: every[1] }] : []),
      ],
    }),
    ...(node.required && { required: [...new Set(node.required)] }),
    ...(node.propertyNames && { names: [node.propertyNames] }),
    ...(node.dependentRequired && { dependencies: [...node.dependentRequired] }),
  }
}
