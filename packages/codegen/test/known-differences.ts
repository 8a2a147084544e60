import {
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
  valueAt,
} from '@concordat/core'
import { subschemas } from '../src/schema/subschemas.ts'

/**
 * Where our types are not openapi-typescript's, and why. Each reason says by what a schema gives occasion to it; a
 * component or an operation may differ only if one of its schemas does.
 */
export const knownDifferences: readonly {
  readonly reason: string
  readonly occurs: (schema: JsonObject) => boolean
}[] = [
  {
    reason: 'Requests have no readOnly and answers no writeOnly properties; theirs have both.',
    occurs: (schema) => schema.readOnly === true || schema.writeOnly === true,
  },
  {
    reason: 'A tuple may be longer or shorter where the document does not forbid it.',
    occurs: (schema) => schema.prefixItems !== undefined,
  },
  {
    reason:
      'A discriminator narrows the alternative where it is used; theirs changes the component everywhere, even against its own enum, and drops what `Omit` loses.',
    occurs: (schema) => schema.discriminator !== undefined,
  },
  {
    reason: 'Properties beside an index signature are part of it, so that objects can be built.',
    occurs: (schema) =>
      schema.properties !== undefined &&
      schema.additionalProperties !== undefined &&
      schema.additionalProperties !== false,
  },
  {
    reason: 'An enum that does not list null does not allow it, whatever the types beside it are.',
    occurs: (schema) =>
      Array.isArray(schema.enum) && !schema.enum.includes(null) && hasType(schema, 'null'),
  },
  {
    reason: 'Other properties may stand beside those that patterns describe.',
    occurs: (schema) => schema.patternProperties !== undefined,
  },
  {
    reason: 'An object without any properties has none; theirs has any.',
    occurs: (schema) => schema.additionalProperties === false && schema.properties === undefined,
  },
  {
    reason: 'What is required is there, also when it is described elsewhere or nowhere.',
    occurs: (schema) =>
      Array.isArray(schema.required) &&
      schema.required.some(
        (name: JsonValue) => typeof name === 'string' && !declares(schema, name),
      ),
  },
  {
    reason: 'anyOf beside other keywords means both; theirs is either.',
    occurs: (schema) =>
      schema.anyOf !== undefined &&
      ['properties', 'allOf', 'type', 'oneOf'].some((keyword) => schema[keyword] !== undefined),
  },
  {
    reason: 'Types in a list are told apart although allOf or oneOf stands beside them.',
    occurs: (schema) =>
      Array.isArray(schema.type) && (schema.allOf !== undefined || schema.oneOf !== undefined),
  },
  {
    reason: 'A schema of items is of a list, although it does not say so.',
    occurs: (schema) => schema.items !== undefined && schema.type === undefined,
  },
  {
    reason: 'A schema that judges a value by asking itself is written out once.',
    occurs: (schema) => schema.allOf !== undefined && schema.oneOf !== undefined,
  },
  {
    reason: '`$defs` hold definitions; theirs makes them a property of every value.',
    occurs: (schema) => schema.$defs !== undefined,
  },
  {
    reason: 'Files and bytes are blobs; theirs are strings.',
    occurs: (schema) => schema.format === 'binary' || schema.contentMediaType !== undefined,
  },
]

function hasType(schema: JsonObject, type: string): boolean {
  return Array.isArray(schema.type) && schema.type.includes(type)
}

function declares(schema: JsonObject, name: string): boolean {
  return isJsonObject(schema.properties) && Object.hasOwn(schema.properties, name)
}

const narrowedElsewhere =
  'A discriminator of some union narrows only there; theirs changes the component everywhere.'

/** References to the alternatives of unions with a discriminator, anywhere in a document. */
function discriminated(document: JsonObject): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (value: JsonValue): void => {
    if (Array.isArray(value)) for (const item of value) visit(item)
    if (!isJsonObject(value)) return
    for (const item of Object.values(value)) visit(item)
    if (!isJsonObject(value.discriminator)) return
    const mapping = isJsonObject(value.discriminator.mapping) ? value.discriminator.mapping : {}
    for (const target of Object.values(mapping)) found.add(String(target))
    for (const branch of [value.oneOf, value.anyOf].flat()) {
      if (isJsonObject(branch)) found.add(String(branch.$ref))
    }
  }
  visit(document)
  return found
}

const narrowed = new WeakMap<JsonObject, ReadonlySet<string>>()

/** The reasons that a schema, or anything it refers to, gives; `ref` is how others refer to it. */
export function reasonsOf(schema: JsonSchema, document: JsonObject, ref?: string): string[] {
  const targets = narrowed.get(document) ?? discriminated(document)
  narrowed.set(document, targets)
  const seen = new Set<JsonSchema>()
  const queue: JsonSchema[] = [schema]
  const reasons = new Set<string>()
  if (ref !== undefined && targets.has(ref)) reasons.add(narrowedElsewhere)
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (!isJsonObject(next) || seen.has(next)) continue
    seen.add(next)
    const here = next
    for (const { reason, occurs } of knownDifferences) if (occurs(here)) reasons.add(reason)
    for (const inner of subschemas(here)) queue.push(inner.schema)
    if (typeof here.$ref === 'string') {
      if (targets.has(here.$ref)) reasons.add(narrowedElsewhere)
      const target = valueAt(document, decodeURIComponent(here.$ref.slice(1)))
      if (isJsonObject(target) || typeof target === 'boolean') queue.push(target)
    }
  }
  return [...reasons]
}
