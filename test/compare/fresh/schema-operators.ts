import { type Choose, isMap, type Json, type JsonMap } from '../rewrites/rewrites.ts'

/** What an operator does to the values that a schema allows. */
export type Effect = 'fewer' | 'more' | 'other' | 'same'

/** A change of a schema whose effect is known by how it is made. */
export interface SchemaOperator {
  readonly name: string
  readonly effect: Effect
  /** Gives the changed schema; nothing where it does not fit this one. */
  readonly apply: (schema: JsonMap, choose: Choose) => JsonMap | undefined
}

const notes = ['description', 'title', 'example', 'examples', 'deprecated', 'type', 'externalDocs']

/** Whether a schema says its type and, beside words, only what is named. */
function isPlain(schema: JsonMap, type: string, ...keywords: string[]): boolean {
  return (
    schema.type === type &&
    Object.keys(schema).every(
      (key) => notes.includes(key) || key.startsWith('x-') || keywords.includes(key),
    )
  )
}

type Made = JsonMap | undefined

const narrows = (name: string, apply: (schema: JsonMap, choose: Choose) => Made) => ({
  name,
  effect: 'fewer' as const,
  apply,
})

const enumOf = (schema: JsonMap): Json[] | undefined =>
  Array.isArray(schema.enum) &&
  schema.enum.length > 1 &&
  new Set(schema.enum).size === schema.enum.length
    ? schema.enum
    : undefined

const without = (schema: JsonMap, key: string): JsonMap => {
  const { [key]: _, ...rest } = schema
  return rest
}

const propertiesOf = (schema: JsonMap): JsonMap | undefined =>
  isPlain(schema, 'object', 'properties', 'required') && isMap(schema.properties)
    ? schema.properties
    : undefined

const requiredOf = (schema: JsonMap): Json[] =>
  Array.isArray(schema.required) ? schema.required : []

/** A property that a message of either direction can have or lack. */
function freeProperty(schema: JsonMap, choose: Choose): string | undefined {
  const names = Object.entries(propertiesOf(schema) ?? {})
    .filter(([, value]) => isMap(value) && !value.readOnly && !value.writeOnly && !value.$ref)
    .map(([name]) => name)
    .filter((name) => !requiredOf(schema).includes(name))
  return names[choose(Math.max(1, names.length))]
}

const narrowing: readonly SchemaOperator[] = [
  narrows('maxLength', (schema) =>
    isPlain(schema, 'string') ? { ...schema, maxLength: 40 } : undefined,
  ),
  narrows('minLength', (schema) =>
    isPlain(schema, 'string') ? { ...schema, minLength: 2 } : undefined,
  ),
  narrows('a smaller maxLength', (schema) =>
    isPlain(schema, 'string', 'maxLength') && Number(schema.maxLength) > 1
      ? { ...schema, maxLength: Number(schema.maxLength) - 1 }
      : undefined,
  ),
  narrows('a pattern', (schema) =>
    isPlain(schema, 'string') ? { ...schema, pattern: '^[a-z]+[0-9]?$' } : undefined,
  ),
  narrows('a format', (schema, choose) =>
    isPlain(schema, 'string')
      ? { ...schema, format: ['date', 'date-time', 'uuid', 'email', 'ipv4'][choose(5)] ?? 'date' }
      : undefined,
  ),
  narrows('an enum where text was free', (schema) =>
    isPlain(schema, 'string') ? { ...schema, enum: ['alpha', 'beta'] } : undefined,
  ),
  narrows('an enum value less', (schema, choose) => {
    const values = enumOf(schema)
    const lost = choose(values?.length ?? 1)
    return values && { ...schema, enum: values.filter((_, index) => index !== lost) }
  }),
  narrows('minimum', (schema) =>
    isPlain(schema, 'integer', 'format') || isPlain(schema, 'number', 'format')
      ? { ...schema, minimum: 3 }
      : undefined,
  ),
  narrows('a smaller maximum', (schema) =>
    isPlain(schema, 'integer', 'maximum', 'minimum') &&
    typeof schema.maximum === 'number' &&
    Number.isInteger(schema.maximum) &&
    schema.maximum - 1 > Number(schema.minimum ?? -1e9)
      ? { ...schema, maximum: schema.maximum - 1 }
      : undefined,
  ),
  narrows('multipleOf', (schema) =>
    isPlain(schema, 'integer') ? { ...schema, multipleOf: 5 } : undefined,
  ),
  narrows('an integer where it was a number', (schema) =>
    isPlain(schema, 'number') ? { ...schema, type: 'integer' } : undefined,
  ),
  narrows('a constant where it was a boolean', (schema) =>
    isPlain(schema, 'boolean') ? { ...schema, const: true } : undefined,
  ),
  narrows('minItems', (schema) =>
    isPlain(schema, 'array', 'items') ? { ...schema, minItems: 1 } : undefined,
  ),
  narrows('maxItems', (schema) =>
    isPlain(schema, 'array', 'items') ? { ...schema, maxItems: 2 } : undefined,
  ),
  narrows('no null', (schema) => {
    if (!Array.isArray(schema.type) || !schema.type.includes('null') || schema.type.length < 2)
      return undefined
    if ('enum' in schema || 'const' in schema) return undefined
    return { ...schema, type: schema.type.filter((type) => type !== 'null') }
  }),
  narrows('a property becomes required', (schema, choose) => {
    const name = freeProperty(schema, choose)
    return name === undefined ? undefined : { ...schema, required: [...requiredOf(schema), name] }
  }),
  narrows('a new property is required', (schema) =>
    propertiesOf(schema)
      ? {
          ...schema,
          properties: { ...propertiesOf(schema), freshMember: { type: 'string' } },
          required: [...requiredOf(schema), 'freshMember'],
        }
      : undefined,
  ),
  narrows('the object is closed', (schema) =>
    propertiesOf(schema) ? { ...schema, additionalProperties: false } : undefined,
  ),
  narrows('other members are described', (schema) =>
    propertiesOf(schema) ? { ...schema, additionalProperties: { type: 'integer' } } : undefined,
  ),
]

/** The same changes, made backwards. */
const widening: readonly (SchemaOperator & { readonly of: string })[] = narrowing.map(
  ({ name, apply }) => ({ name: `${name}, taken back`, effect: 'more', apply, of: name }),
)

const others: readonly SchemaOperator[] = [
  {
    name: 'another type',
    effect: 'other',
    apply: (schema) => {
      const types = ['string', 'boolean', 'integer', 'array', 'object']
      const type = types.find((one) => schema.type === one)
      if (type === undefined || 'const' in schema || 'enum' in schema) return undefined
      return { type: type === 'boolean' ? 'string' : 'boolean' }
    },
  },
  {
    name: 'another enum',
    effect: 'other',
    apply: (schema) =>
      isPlain(schema, 'string', 'enum') && enumOf(schema)
        ? { ...schema, enum: ['something', 'else entirely'] }
        : undefined,
  },
]

const harmless: readonly SchemaOperator[] = [
  {
    name: 'a new optional property',
    effect: 'same',
    apply: (schema) =>
      propertiesOf(schema)
        ? { ...schema, properties: { ...propertiesOf(schema), freshMember: { type: 'integer' } } }
        : undefined,
  },
  {
    name: 'an optional property is no longer named',
    effect: 'same',
    apply: (schema, choose) => {
      const name = freeProperty(schema, choose)
      return name === undefined
        ? undefined
        : { ...schema, properties: without(propertiesOf(schema) ?? {}, name) }
    },
  },
  {
    name: 'other words',
    effect: 'same',
    apply: (schema) => ({ ...schema, description: 'Said otherwise.', title: 'Another' }),
  },
  { name: 'deprecated', effect: 'same', apply: (schema) => ({ ...schema, deprecated: true }) },
  {
    name: 'an unknown format',
    effect: 'same',
    apply: (schema) => (isPlain(schema, 'string') ? { ...schema, format: 'x-label' } : undefined),
  },
  {
    name: 'the same twice by anyOf',
    effect: 'same',
    apply: (schema) =>
      'default' in schema
        ? undefined
        : { anyOf: [structuredClone(schema), structuredClone(schema)] },
  },
  {
    name: 'enum in another order',
    effect: 'same',
    apply: (schema) => {
      const values = enumOf(schema)
      return values && { ...schema, enum: [...values].reverse() }
    },
  },
]

export const schemaOperators: readonly SchemaOperator[] = [
  ...narrowing,
  ...widening,
  ...others,
  ...harmless,
]
