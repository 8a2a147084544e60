import {
  escapeToken,
  isJsonObject,
  type JsonObject,
  type JsonPointer,
  type JsonValue,
} from '@concordat/core'
import { taggedBranch } from './discriminator.ts'
import type { MakeContext } from './make-context.ts'
import { makeValue } from './make-value.ts'
import { flattenSchema } from './merge-schema.ts'
import { numberRange, precise } from './number-values.ts'
import { isPaired } from './paired-bounds.ts'
import { asSchema, type PlacedSchema, typesOf } from './resolve-schema.ts'
import { type Variation, withMember } from './variation.ts'
import { varyString } from './vary-string.ts'

type Path = readonly (string | number)[]

/** Values on both sides of every keyword of every schema that a good value passes through. */
export function varyValue(
  start: PlacedSchema,
  base: JsonValue | undefined,
  context: MakeContext,
): Variation[] {
  return vary(start, base, context, { path: [], depth: 0 })
}

const deepest = 5

function vary(
  start: PlacedSchema,
  base: JsonValue | undefined,
  context: MakeContext,
  { path, depth }: { readonly path: Path; readonly depth: number },
): Variation[] {
  const { schema, pointer } = flattenSchema(context.document, start)
  if (typeof schema === 'boolean' || depth > deepest) return []
  const at: Place = { schema, pointer, path, context, name: String(path.at(-1) ?? '') }
  const branched = varyBranches(at, base, depth)
  const types = typesOf(schema)
  if (branched !== undefined && types.length === 0) return branched
  const variations = [...wrongTypes(at, base), ...enumeration(at), ...(branched ?? [])]
  if (schema.enum !== undefined || schema.const !== undefined) return variations
  for (const type of types.length > 0 ? types : [typeName(base)]) {
    if (type === 'string') variations.push(...strings(at))
    if (type === 'integer' || type === 'number') variations.push(...numbers(at, type === 'integer'))
    if (type === 'array') variations.push(...arrays(at, base, depth))
    if (type === 'object') variations.push(...objects(at, base, depth))
  }
  return variations
}

interface Place {
  readonly schema: JsonObject
  readonly pointer: JsonPointer
  readonly path: Path
  readonly context: MakeContext
  readonly name: string
}

function trial(
  at: Place,
  member: JsonValue | undefined,
  {
    keyword,
    expected,
    label,
    ordinary = true,
  }: {
    readonly keyword: string
    readonly expected: 'valid' | 'invalid'
    readonly label: string
    readonly ordinary?: boolean
  },
): Variation {
  const subject = at.name === '' ? '' : `\`${at.path.join('.')}\`: `
  const pointer = at.schema[keyword] === undefined ? at.pointer : `${at.pointer}/${keyword}`
  return { path: at.path, member, keyword, pointer, expected, ordinary, label: subject + label }
}

/** JSON's name for a value's type. */
export function typeName(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value
}

const samples: readonly (readonly [string, JsonValue])[] = [
  ['object', { unexpected: true }],
  ['string', 'not what was asked for'],
  ['array', [[]]],
  ['boolean', true],
  ['number', 12.5],
  ['null', null],
]

function wrongTypes(at: Place, base: JsonValue | undefined): Variation[] {
  const types = typesOf(at.schema)
  const nullable = types.includes('null')
  const variations: Variation[] = []
  if (nullable)
    variations.push(trial(at, null, { keyword: 'type', expected: 'valid', label: 'null' }))
  if (types.length === 0) return variations
  for (const [type, value] of samples) {
    const covered =
      types.includes(type) || (type === 'number' && types.includes('integer') && types.length > 9)
    if (covered) continue
    variations.push(
      trial(at, value, {
        keyword: 'type',
        expected: 'invalid',
        label: `${type} instead of ${types.join(' or ')}`,
      }),
    )
  }
  // What lenient parsers turn into the right type without being asked to.
  if (types.includes('integer') && !types.includes('string')) {
    const number = typeof base === 'number' ? base : 5
    variations.push(
      trial(at, String(number), {
        keyword: 'type',
        expected: 'invalid',
        label: 'a number in quotes',
      }),
    )
  } else if (types.includes('number') && !types.includes('string')) {
    variations.push(
      trial(at, String(base ?? 5), {
        keyword: 'type',
        expected: 'invalid',
        label: 'a number in quotes',
      }),
    )
  }
  if (types.includes('boolean') && !types.includes('string')) {
    variations.push(
      trial(at, 'true', { keyword: 'type', expected: 'invalid', label: 'a boolean in quotes' }),
    )
  }
  return variations
}

function enumeration(at: Place): Variation[] {
  const { schema } = at
  const members = Array.isArray(schema.enum) ? schema.enum : []
  const variations = [...members.slice(0, 8), ...members.slice(8).slice(-1)].map((member) =>
    trial(at, member, {
      keyword: 'enum',
      expected: 'valid',
      label: `documented value ${JSON.stringify(member)}`,
    }),
  )
  const fixed = schema.const ?? members[0]
  if (fixed === undefined) return variations
  const keyword = schema.const === undefined ? 'enum' : 'const'
  const foreign = typeof fixed === 'number' ? 987654321 : 'not-a-documented-value'
  variations.push(
    trial(at, foreign, { keyword, expected: 'invalid', label: 'a value that is not documented' }),
  )
  if (typeof fixed === 'string' && fixed.toUpperCase() !== fixed) {
    const upper = trial(at, fixed.toUpperCase(), {
      keyword,
      expected: 'invalid',
      label: 'in upper case',
      ordinary: false,
    })
    variations.push(upper)
  }
  return variations
}

const reference = /(^|[_-])(id|ids|uuid|ref|key|code|slug)$|[a-z](Id|Ids|Uuid|Ref|Key|Code)$/

/** Whether a name says that its value stands for something kept elsewhere. */
export function isReferenceName(name: string): boolean {
  return reference.test(name)
}

/** Whether a place holds what names something else: by its own name, or because a thing of that name is known. */
function refers({ name, context, schema }: Place): boolean {
  if (Array.isArray(schema.enum)) return false
  return isReferenceName(name) || context.known?.(name, schema) !== undefined
}

function strings(at: Place): Variation[] {
  const free = !refers(at)
  return varyString(at.schema, at.context.random.fork(at.path.join('.')), at.name).map((text) => {
    const ordinary = text.ordinary && (text.expected === 'invalid' || free)
    const made = trial(at, text.text, {
      keyword: text.keyword,
      expected: text.expected,
      label: text.label,
      ordinary,
    })
    return text.beside ? { ...made, beside: text.beside } : made
  })
}

const counted =
  /quantity|qty|amount|units|seats|points|credits|stock|balance|nights|guests|position|index|choice|option|slot|rank/i

function numbers(at: Place, integer: boolean): Variation[] {
  const { schema } = at
  const { lowest, highest, step } = numberRange(schema, integer)
  const ordinary = !refers(at)
  // What is counted may be limited by what is there: then the number beside the end is refused as well.
  const free = ordinary && !counted.test(at.name) && typeof at.path.at(-1) !== 'number'
  const variations: Variation[] = []
  if (lowest !== undefined) {
    const keyword = schema.minimum === undefined ? 'exclusiveMinimum' : 'minimum'
    variations.push(
      trial(at, lowest, {
        keyword,
        expected: 'valid',
        label: `smallest allowed (${lowest})`,
        ordinary,
      }),
    )
    const below = precise(lowest - step, step)
    variations.push(
      trial(at, below, { keyword, expected: 'invalid', label: `just too small (${below})` }),
    )
    variations.push(
      trial(at, lowest - 1e6 * step, { keyword, expected: 'invalid', label: 'far too small' }),
    )
    if (typeof schema.exclusiveMinimum === 'number') {
      const end = schema.exclusiveMinimum
      variations.push(
        trial(at, end, {
          keyword: 'exclusiveMinimum',
          expected: 'invalid',
          label: `the excluded end (${end})`,
        }),
      )
    }
  }
  if (highest !== undefined) {
    const keyword = schema.maximum === undefined ? 'exclusiveMaximum' : 'maximum'
    variations.push({
      ...trial(at, highest, {
        keyword,
        expected: 'valid',
        label: `largest allowed (${highest})`,
        ordinary: free,
      }),
      ...(free ? {} : { beside: [precise(highest - step, step)] }),
    })
    const above = precise(highest + step, step)
    variations.push(
      trial(at, above, { keyword, expected: 'invalid', label: `just too large (${above})` }),
    )
    variations.push(
      trial(at, highest + 1e6 * step, { keyword, expected: 'invalid', label: 'far too large' }),
    )
    if (typeof schema.exclusiveMaximum === 'number') {
      const end = schema.exclusiveMaximum
      variations.push(
        trial(at, end, {
          keyword: 'exclusiveMaximum',
          expected: 'invalid',
          label: `the excluded end (${end})`,
        }),
      )
    }
  }
  if (typeof schema.multipleOf === 'number') {
    const middle = (lowest ?? 0) + schema.multipleOf / 2
    variations.push(
      trial(at, middle, {
        keyword: 'multipleOf',
        expected: 'invalid',
        label: `not a multiple (${middle})`,
      }),
    )
  }
  if (integer) {
    const middle = (lowest ?? 1) + 0.5
    variations.push(
      trial(at, middle, { keyword: 'type', expected: 'invalid', label: `a fraction (${middle})` }),
    )
  }
  for (const unusual of [Number.MAX_SAFE_INTEGER, -2147483649, 1e300]) {
    variations.push(
      trial(at, unusual, {
        keyword: 'type',
        expected: 'valid',
        label: `an extreme number (${unusual})`,
        ordinary: false,
      }),
    )
  }
  return variations
}

function arrays(at: Place, base: JsonValue | undefined, depth: number): Variation[] {
  const { schema, context, path } = at
  const items = asSchema(schema.items)
  const variations: Variation[] = []
  const list = Array.isArray(base) ? base : []
  const sized = (length: number): JsonValue | undefined =>
    makeValue(
      {
        schema: { ...schema, minItems: length, maxItems: length },
        pointer: at.pointer,
      },
      { ...context, fullness: 'minimal', judge: { ...context.judge, accepts: () => true } },
    )
  const { minItems, maxItems } = schema
  // Numbers in a list are mostly ids or positions of something, which made ones are not.
  const flat = items && flattenSchema(context.document, { schema: items, pointer: '' }).schema
  const free = !(
    isJsonObject(flat) && typesOf(flat).some((type) => /^(integer|number)$/.test(type))
  )
  if (typeof minItems === 'number' && minItems > 0) {
    variations.push(
      trial(at, sized(minItems), {
        keyword: 'minItems',
        expected: 'valid',
        label: `fewest items (${minItems})`,
        ordinary: free,
      }),
    )
    const few = sized(minItems - 1)
    variations.push(
      trial(at, few, {
        keyword: 'minItems',
        expected: 'invalid',
        label: `one item too few (${minItems - 1})`,
      }),
    )
  } else {
    variations.push(
      trial(at, [], { keyword: 'type', expected: 'valid', label: 'no item', ordinary: false }),
    )
  }
  if (typeof maxItems === 'number' && maxItems <= 1000) {
    variations.push(
      trial(at, sized(maxItems), {
        keyword: 'maxItems',
        expected: 'valid',
        label: `most items (${maxItems})`,
        ordinary: free,
      }),
    )
    const many = sized(maxItems + 1)
    variations.push(
      trial(at, many, {
        keyword: 'maxItems',
        expected: 'invalid',
        label: `one item too many (${maxItems + 1})`,
      }),
    )
  }
  const first = list[0] ?? (items === undefined ? undefined : sized(1))
  const sample = Array.isArray(first) && list.length === 0 ? first[0] : first
  if (schema.uniqueItems === true && sample !== undefined) {
    const twice = [sample, sample]
    variations.push(
      trial(at, twice, {
        keyword: 'uniqueItems',
        expected: 'invalid',
        label: 'the same item twice',
      }),
    )
  }
  if (items !== undefined && items !== true && sample !== undefined) {
    const inner = vary({ schema: items, pointer: `${at.pointer}/items` }, sample, context, {
      path: [...path, 0],
      depth: depth + 1,
    })
    variations.push(...laterItems(at, sample, inner))
    // Where the base holds no item yet, the whole array is replaced by one that does.
    variations.push(...(list.length > 0 ? inner : inner.flatMap((item) => wrapItem(item, at))))
  }
  return variations
}

/** A wrong item behind a good one: some servers look at the first only. */
function laterItems(at: Place, sample: JsonValue, inner: readonly Variation[]): Variation[] {
  const most = at.schema.maxItems
  if (typeof most === 'number' && most < 2) return []
  const wrong = inner.filter(
    ({ expected, member, path }) =>
      expected === 'invalid' && member !== undefined && path.length === at.path.length + 1,
  )
  const byKeyword = new Map(wrong.map((variation) => [variation.keyword, variation]))
  return [...byKeyword.values()].slice(0, 4).map((variation) => ({
    ...variation,
    path: at.path,
    member: [sample, variation.member ?? null],
    label: `${variation.label}, as the second item`,
  }))
}

function wrapItem(variation: Variation, at: Place): Variation[] {
  if (variation.path.length !== at.path.length + 1 || variation.member === undefined) return []
  return [{ ...variation, path: at.path, member: [variation.member] }]
}

function objects(at: Place, base: JsonValue | undefined, depth: number): Variation[] {
  const { schema, context, path, pointer } = at
  const properties = isJsonObject(schema.properties) ? schema.properties : {}
  const required = new Set(Array.isArray(schema.required) ? schema.required : [])
  if (base !== undefined && !isJsonObject(base)) {
    const only = { schema: { ...schema, type: 'object' }, pointer }
    const made = makeValue(only, { ...context, judge: { ...context.judge, accepts: () => true } })
    return isJsonObject(made) ? insideBranch(at, only, made, depth) : []
  }
  const present = base ?? {}
  const variations: Variation[] = []
  for (const [name, property] of Object.entries(properties)) {
    const propertySchema = asSchema(property)
    if (propertySchema === undefined || propertySchema === false) continue
    const place = { schema: propertySchema, pointer: `${pointer}/properties/${escapeToken(name)}` }
    const flat = flattenSchema(context.document, place).schema
    if (
      isJsonObject(flat) &&
      flat[context.direction === 'request' ? 'readOnly' : 'writeOnly'] === true
    ) {
      continue
    }
    const inner: Path = [...path, name]
    const child: Place = { ...at, path: inner, name }
    const needed = required.has(name)
    variations.push({
      ...trial(child, undefined, {
        keyword: 'required',
        expected: needed ? 'invalid' : 'valid',
        label: 'left out',
      }),
      pointer: needed ? `${pointer}/required` : pointer,
    })
    const own = Object.hasOwn(present, name)
      ? present[name]
      : makeValue(place, { ...context, random: context.random.fork(name) })
    if (own === undefined) continue
    const given = Object.hasOwn(present, name)
    const paired = isPaired(name, Object.keys(properties), flat)
    const nested = [
      ...(given
        ? []
        : [
            trial(child, own, {
              keyword: 'properties',
              expected: 'valid',
              label: 'given',
              ordinary: !refers(child),
            }),
          ]),
      ...(given
        ? vary(place, own, context, { path: inner, depth: depth + 1 })
        : insideBranch(child, place, own, depth)),
    ]
    variations.push(...(paired ? nested.map((one) => ({ ...one, ordinary: false })) : nested))
  }
  const others = asSchema(schema.additionalProperties)
  const named = Object.keys(present).find((name) => !Object.hasOwn(properties, name))
  if (isJsonObject(others) && named !== undefined) {
    const place = { schema: others, pointer: `${pointer}/additionalProperties` }
    variations.push(
      ...vary(place, present[named], context, { path: [...path, named], depth: depth + 1 }),
    )
  }
  if (schema.additionalProperties === false || schema.unevaluatedProperties === false) {
    const keyword =
      schema.additionalProperties === false ? 'additionalProperties' : 'unevaluatedProperties'
    const extra = { ...at, path: [...path, 'undocumentedProperty'], name: 'undocumentedProperty' }
    variations.push({
      ...trial(extra, 'surprise', {
        keyword,
        expected: 'invalid',
        label: 'a property that is not documented',
      }),
      pointer: `${pointer}/${keyword}`,
    })
  }
  const { propertyNames } = schema
  if (isJsonObject(propertyNames) && named !== undefined) {
    const bad = varyString(propertyNames, context.random.fork('propertyNames'), '').find(
      ({ expected }) => expected === 'invalid',
    )
    const unusual = { ...at, path: [...path, bad?.text ?? ''], name: 'propertyNames' }
    if (bad)
      variations.push({
        ...trial(unusual, present[named], {
          keyword: 'propertyNames',
          expected: 'invalid',
          label: 'a name that is not allowed',
        }),
        pointer: `${pointer}/propertyNames`,
      })
  }
  if (typeof schema.minProperties === 'number' && schema.minProperties > 0) {
    variations.push(
      trial(at, {}, { keyword: 'minProperties', expected: 'invalid', label: 'no property' }),
    )
  }
  return variations
}

/** Every branch of `oneOf` and `anyOf` once, and the boundaries inside the first that fits the base. */
function varyBranches(
  at: Place,
  base: JsonValue | undefined,
  depth: number,
): Variation[] | undefined {
  const { schema, pointer, context, path } = at
  const variations: Variation[] = []
  let found = false
  for (const keyword of ['oneOf', 'anyOf'] as const) {
    const branches = schema[keyword]
    if (!Array.isArray(branches)) continue
    found = true
    const { [keyword]: _, discriminator: __, ...beside } = schema
    let inside = false
    for (const [index, branch] of branches.entries()) {
      const branchSchema = asSchema(branch)
      if (branchSchema === undefined) continue
      const branchPointer = `${pointer}/${keyword}/${index}`
      const told = taggedBranch(context.document, schema, branches, branchSchema)
      const joined = { schema: { ...beside, allOf: told }, pointer: branchPointer }
      const fits =
        base !== undefined && context.judge.accepts(branchPointer, base, context.direction)
      if (fits && !inside) {
        inside = true
        variations.push(...vary(joined, base, context, { path, depth: depth + 1 }))
        continue
      }
      const made = makeValue(joined, { ...context, random: context.random.fork(branchPointer) })
      if (made === undefined) continue
      variations.push(
        trial(at, made, {
          keyword,
          expected: 'valid',
          label: `branch ${index + 1} of ${branches.length}`,
        }),
        ...insideBranch(at, joined, made, depth),
      )
    }
  }
  return found ? variations : undefined
}

/** The boundaries inside another branch, each as the whole value of that branch. */
function insideBranch(
  at: Place,
  branch: PlacedSchema,
  made: JsonValue,
  depth: number,
): Variation[] {
  return vary(branch, made, at.context, { path: [], depth: depth + 1 }).flatMap((variation) => {
    const member = withMember(made, variation.path, variation.member)
    if (member === undefined) return []
    return [{ ...variation, path: at.path, member }]
  })
}
