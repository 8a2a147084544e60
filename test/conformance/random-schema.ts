import fc from 'fast-check'

const names = ['a', 'b', 'c', 'x-1'] as const
const scalars = [
  null,
  true,
  false,
  0,
  1,
  2,
  -1,
  1.5,
  100,
  '',
  'a',
  'ab',
  'abc',
  'x-1',
  '\u{1F4A9}',
] as const

const name = fc.constantFrom(...names)
const scalar = fc.constantFrom(...scalars)
const count = fc.integer({ min: 0, max: 3 })
const type = fc.constantFrom('null', 'boolean', 'integer', 'number', 'string', 'array', 'object')
const patterns = ['^a', 'b', '^x-', '^(a|b)+$', '.', '^[a-c]{1,2}$'] as const

/** JSON values that random schemas have something to say about. */
export const jsonValue: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'value' },
    { weight: 4, arbitrary: scalar },
    {
      weight: 3,
      arbitrary: fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 4 }) },
  ),
})).value

type Keywords = Record<string, unknown>
type Schema = boolean | Keywords

const definitions = ['one', 'two'] as const
const reference = fc.constantFrom(...definitions).map((key) => ({ $ref: `#/$defs/${key}` }))

/** Of keywords that some validators do not take together, which ones are there. */
type Flavour = 'tuples' | 'contains' | 'unevaluated'

function keywordsOf(
  tie: () => fc.Arbitrary<Schema>,
  refers: boolean,
  flavour: Flavour,
): fc.Arbitrary<Keywords>[] {
  const schema = tie()
  const part = fc.oneof({ weight: 5, arbitrary: schema }, { weight: 1, arbitrary: reference })
  const one = <Key extends string>(key: Key, value: fc.Arbitrary<unknown>) =>
    value.map((made): Keywords => ({ [key]: made }))
  const list = fc.array(refers ? part : schema, { minLength: 1, maxLength: 3 })
  const map = fc.dictionary(name, part, { maxKeys: 3, noNullPrototype: true })
  return [
    one('type', fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 }))),
    one('type', fc.constant('object')),
    one(
      'enum',
      fc.uniqueArray(fc.oneof(scalar, fc.constantFrom({ a: 1 }, [1], {})), {
        minLength: 1,
        maxLength: 4,
        comparator: (a, b) => JSON.stringify(a) === JSON.stringify(b),
      }),
    ),
    one('const', fc.oneof(scalar, fc.constantFrom({ a: 1 }, [1, 'a']))),
    one('minLength', count),
    one('maxLength', count),
    one('pattern', fc.constantFrom(...patterns)),
    one('minimum', fc.integer({ min: -1, max: 2 })),
    one('maximum', fc.integer({ min: -1, max: 2 })),
    one('exclusiveMinimum', fc.integer({ min: -1, max: 2 })),
    one('exclusiveMaximum', fc.integer({ min: -1, max: 2 })),
    one('multipleOf', fc.constantFrom(1, 2, 0.5)),
    one('minItems', count),
    one('maxItems', count),
    one('uniqueItems', fc.boolean()),
    one('items', part),
    ...(flavour === 'contains' ? [] : [one('prefixItems', list)]),
    one('properties', map),
    one('properties', map),
    one('required', fc.uniqueArray(name, { maxLength: 2 })),
    one('additionalProperties', part),
    one('additionalProperties', fc.boolean()),
    one(
      'patternProperties',
      fc.dictionary(fc.constantFrom(...patterns), part, { maxKeys: 2, noNullPrototype: true }),
    ),
    one('propertyNames', schema),
    one('minProperties', count),
    one('maxProperties', count),
    one(
      'dependentRequired',
      fc.dictionary(name, fc.uniqueArray(name, { maxLength: 2 }), {
        maxKeys: 2,
        noNullPrototype: true,
      }),
    ),
    one('allOf', list),
    ...(flavour === 'unevaluated'
      ? [
          one('unevaluatedProperties', schema),
          one('unevaluatedProperties', fc.constant(false)),
          one('unevaluatedItems', fc.constantFrom(false, { type: 'integer' })),
        ]
      : [
          one('anyOf', list),
          one('oneOf', list),
          one('not', schema),
          one(
            'dependentSchemas',
            fc.dictionary(name, schema, { maxKeys: 2, noNullPrototype: true }),
          ),
          fc.record(Object.fromEntries(['if', 'then', 'else'].map((key) => [key, schema])), {
            requiredKeys: ['if'],
          }),
          ...(flavour === 'contains' ? [containing(schema)] : []),
        ]),
    ...(refers ? [reference] : []),
  ]
}

function containing(schema: fc.Arbitrary<Schema>): fc.Arbitrary<Keywords> {
  return fc.record(
    { contains: schema.map(withoutBoolean), minContains: count, maxContains: count },
    { requiredKeys: ['contains'] },
  )
}

function withoutBoolean(schema: Schema): Keywords {
  return typeof schema === 'object' ? schema : schema ? {} : { not: {} }
}

function schemaOf(refers: boolean, flavour: Flavour): fc.Arbitrary<Schema> {
  return fc.letrec<{ schema: Schema }>((tie) => ({
    schema: fc.oneof(
      { maxDepth: 3, depthIdentifier: `${flavour} ${refers}` },
      { weight: 1, arbitrary: fc.boolean() },
      { weight: 2, arbitrary: type.map((made) => ({ type: made })) },
      {
        weight: 8,
        arbitrary: fc
          .array(fc.oneof(...keywordsOf(() => tie('schema'), refers, flavour)), {
            minLength: 1,
            maxLength: 4,
          })
          .map((parts): Keywords => Object.assign({}, ...parts)),
      },
    ),
  })).schema
}

/** Schemas of any keywords, with definitions that refer to themselves and to each other by the parts of a value. */
export const jsonSchema: fc.Arbitrary<Schema> = fc.oneof(
  wholeSchema('tuples'),
  wholeSchema('contains'),
  wholeSchema('unevaluated'),
)

function wholeSchema(flavour: Flavour): fc.Arbitrary<Schema> {
  return fc
    .tuple(schemaOf(true, flavour), schemaOf(false, flavour), schemaOf(false, flavour))
    .map(([root, one, two]) =>
      typeof root === 'boolean' ? root : { ...root, $defs: { one, two } },
    )
}
