/** One kind of schema, and how what Zod infers compares with what openapi-typescript prints. */
export interface SchemaKind {
  readonly name: string
  readonly schema: unknown
  /** Absent: each is assignable to the other. */
  readonly exception?: TypeException
}

/** A place where the two types are not the same, in the direction that stays safe. */
export interface TypeException {
  /**
   * `wider`: Zod says more values than openapi-typescript, whose type is assignable to it. `narrower`: the other way
   * about. `different`: neither is assignable to the other.
   */
  readonly zod: 'wider' | 'narrower' | 'different'
  readonly reason: string
}

/** Every kind of schema. `exactOptionalPropertyTypes` aside: Zod's optional properties may also be `undefined`. */
export const schemaKinds: readonly SchemaKind[] = [
  { name: 'String', schema: { type: 'string', minLength: 1 } },
  { name: 'Formatted', schema: { type: 'string', format: 'date-time' } },
  { name: 'Number', schema: { type: 'number', minimum: 0 } },
  { name: 'Integer', schema: { type: 'integer', format: 'int64' } },
  { name: 'Boolean', schema: { type: 'boolean' } },
  { name: 'Null', schema: { type: 'null' } },
  { name: 'Nullable', schema: { type: ['string', 'null'] } },
  { name: 'TypeList', schema: { type: ['string', 'integer'] } },
  { name: 'Enum', schema: { type: 'string', enum: ['a', 'b'] } },
  { name: 'EnumNumbers', schema: { type: 'integer', enum: [1, 2] } },
  { name: 'EnumMixed', schema: { enum: ['a', 1, true, null] } },
  { name: 'EnumNullable', schema: { type: ['string', 'null'], enum: ['a', null] } },
  { name: 'Const', schema: { const: 'a' } },
  { name: 'ConstNumber', schema: { type: 'number', const: 5 } },
  { name: 'List', schema: { type: 'array', items: { type: 'string' } } },
  { name: 'ListOfAnything', schema: { type: 'array' } },
  {
    name: 'Tuple',
    schema: {
      type: 'array',
      prefixItems: [{ type: 'string' }, { type: 'number' }],
      items: false,
      minItems: 2,
      maxItems: 2,
    },
  },
  {
    name: 'TupleOpen',
    schema: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }] },
    exception: {
      zod: 'wider',
      reason:
        'items of a prefix may be missing, and others may follow; openapi-typescript demands exactly the prefix',
    },
  },
  {
    name: 'Object',
    schema: {
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'string' }, age: { type: 'integer' } },
    },
  },
  {
    name: 'ObjectOpen',
    schema: {
      type: 'object',
      properties: { id: { type: 'string' } },
      additionalProperties: true,
    },
  },
  {
    name: 'ObjectClosed',
    schema: { type: 'object', properties: { id: { type: 'string' } }, additionalProperties: false },
  },
  { name: 'Map', schema: { type: 'object', additionalProperties: { type: 'number' } } },
  {
    name: 'MapWithNames',
    schema: {
      type: 'object',
      required: ['n'],
      properties: { n: { type: 'string' } },
      additionalProperties: { type: 'string' },
    },
  },
  {
    name: 'FreeForm',
    schema: { type: 'object' },
    exception: {
      zod: 'wider',
      reason:
        'any properties are allowed; openapi-typescript prints `Record<string, never>`, which no property is of',
    },
  },
  {
    name: 'Constrained',
    schema: { type: 'object', properties: { a: { type: 'string' } }, minProperties: 1 },
  },
  {
    name: 'Patterned',
    schema: {
      type: 'object',
      properties: { a: { type: 'string' } },
      patternProperties: { '^x-': { type: 'number' } },
    },
    exception: {
      zod: 'wider',
      reason:
        'values under a pattern are `unknown`; openapi-typescript gives every other name the type of the pattern',
    },
  },
  { name: 'Untyped', schema: {} },
  {
    name: 'UntypedObject',
    schema: { properties: { a: { type: 'string' } } },
    exception: {
      zod: 'wider',
      reason:
        'without `type` any value that is no object is valid; openapi-typescript prints the object',
    },
  },
  { name: 'True', schema: { type: 'object', required: ['a'], properties: { a: true } } },
  { name: 'Reference', schema: { $ref: '#/components/schemas/Object' } },
  {
    name: 'AllOf',
    schema: {
      allOf: [
        { $ref: '#/components/schemas/Object' },
        { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
      ],
    },
  },
  {
    name: 'AllOfRequired',
    schema: {
      allOf: [{ $ref: '#/components/schemas/Object' }, { type: 'object', required: ['age'] }],
    },
    exception: {
      zod: 'different',
      reason:
        'a property that is required elsewhere is required; openapi-typescript intersects with `Record<string, never>`',
    },
  },
  {
    name: 'AllOfClosed',
    schema: {
      allOf: [
        { $ref: '#/components/schemas/Object' },
        {
          type: 'object',
          properties: { id: { type: 'string' }, age: { type: 'integer' } },
          additionalProperties: false,
        },
      ],
    },
  },
  {
    name: 'AnyOf',
    schema: { anyOf: [{ type: 'string' }, { $ref: '#/components/schemas/Object' }] },
  },
  {
    name: 'AnyOfObjects',
    schema: {
      anyOf: [
        { $ref: '#/components/schemas/Object' },
        { type: 'object', properties: { other: { type: 'boolean' } } },
      ],
    },
  },
  { name: 'OneOf', schema: { oneOf: [{ type: 'string' }, { type: 'integer' }] } },
  {
    name: 'OneOfOverlapping',
    schema: {
      oneOf: [
        { type: 'object', properties: { a: { type: 'string' } } },
        { type: 'object', properties: { b: { type: 'string' } } },
      ],
    },
  },
  {
    name: 'Cat',
    schema: {
      type: 'object',
      required: ['kind'],
      properties: { kind: { const: 'cat' }, lives: { type: 'integer' } },
    },
  },
  {
    name: 'Dog',
    schema: {
      type: 'object',
      required: ['kind'],
      properties: { kind: { const: 'dog' }, tricks: { type: 'array', items: { type: 'string' } } },
    },
  },
  {
    name: 'Discriminated',
    schema: {
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
    },
  },
  {
    name: 'NullableReference',
    schema: { anyOf: [{ $ref: '#/components/schemas/Object' }, { type: 'null' }] },
  },
  { name: 'Not', schema: { type: 'string', not: { const: 'a' } } },
  {
    name: 'Conditional',
    schema: {
      type: 'object',
      properties: { a: { type: 'string' } },
      if: { required: ['a'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema, not a promise
      then: { minProperties: 2 },
    },
  },
  {
    name: 'Dependent',
    schema: {
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'string' } },
      dependentRequired: { a: ['b'] },
    },
  },
  {
    name: 'Unevaluated',
    schema: {
      allOf: [{ $ref: '#/components/schemas/Object' }],
      type: 'object',
      properties: { extra: { type: 'string' } },
      unevaluatedProperties: false,
    },
  },
  {
    name: 'Tree',
    schema: {
      type: 'object',
      required: ['value'],
      properties: {
        value: { type: 'string' },
        children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
      },
    },
  },
  {
    name: 'Json',
    schema: {
      anyOf: [{ type: 'string' }, { type: 'array', items: { $ref: '#/components/schemas/Json' } }],
    },
  },
  {
    name: 'Left',
    schema: { type: 'object', properties: { right: { $ref: '#/components/schemas/Right' } } },
  },
  {
    name: 'Right',
    schema: {
      allOf: [
        { $ref: '#/components/schemas/Object' },
        { type: 'object', properties: { left: { $ref: '#/components/schemas/Left' } } },
      ],
    },
  },
]
