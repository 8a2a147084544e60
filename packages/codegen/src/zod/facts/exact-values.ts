import type { JsonValue } from '@concordat/core'
import { isJsonEqual } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { typeOfValue, typeSet } from './type-set.ts'

const silentKeys: ReadonlySet<string> = new Set([
  'kind',
  'id',
  'uri',
  'pointer',
  'source',
  'isBase',
  'types',
  'values',
  'title',
  'description',
  'deprecated',
  'default',
  'examples',
])

/** Whether a schema judges by nothing but some keywords; annotations do not count. */
export function hasOnly(node: SchemaModel, ...keys: readonly (keyof SchemaModel)[]): boolean {
  const allowed: ReadonlySet<string> = new Set(keys)
  return Object.keys(node).every((name) => silentKeys.has(name) || allowed.has(name))
}

/** The values of a schema that lists them and says nothing else. A format says nothing of numbers. */
export function listedValues(node: SchemaModel): readonly JsonValue[] | undefined {
  const isNumeric = node.values?.every((value) => typeof value === 'number')
  if (!hasOnly(node) && !(isNumeric && hasOnly(node, 'format'))) return undefined
  const types = typeSet(node.types)
  const isIntegral = node.types?.includes('integer') && !node.types.includes('number')
  return node.values?.filter(
    (value) =>
      types.has(typeOfValue(value)) &&
      (!isIntegral || typeof value !== 'number' || Number.isInteger(value)),
  )
}

/** The values of `anyOf` or `oneOf` whose branches only list some, each value in one of them. */
export function listedChoice(node: SchemaModel): readonly JsonValue[] | undefined {
  const choice = node.oneOf ?? node.anyOf
  if (!choice || (node.oneOf && node.anyOf)) return undefined
  const values: JsonValue[] = []
  for (const branch of choice) {
    const listed = listedValues(branch)
    if (!listed) return undefined
    for (const value of listed) {
      const isTwice = values.some((other) => isJsonEqual(value, other))
      if (isTwice && node.oneOf) return undefined
      if (!isTwice) values.push(value)
    }
  }
  return values
}
