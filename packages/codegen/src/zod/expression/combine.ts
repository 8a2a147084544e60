import type { JsonValue } from '@concordat/core'
import { isJsonEqual } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { array, type Code, code, member } from '../../code-writer.ts'
import { allTypes, intersectTypes, isWithin, type TypeSet } from '../facts/type-set.ts'
import type { EmitContext } from './emit-context.ts'
import {
  type Expression,
  type ObjectShape,
  plainExpression,
  type ShapeProperty,
} from './expression.ts'
import { emitObject } from './object.ts'
import { emitValues } from './values.ts'
import { withChecks } from './with-checks.ts'

/** One demand on a value: a whole expression, or properties of an object that can still be joined with others. */
export type Part =
  | {
      readonly expression: Expression
      readonly node?: SchemaModel
      /** All values that are accepted, and nothing else. */
      readonly values?: readonly JsonValue[]
      readonly shape?: never
    }
  | { readonly shape: ObjectShape; readonly expression?: never }

/** All demands on one value. */
export interface SchemaParts {
  readonly parts: readonly Part[]
  readonly checks: readonly Code[]
  /** No property but those of the objects here may be there. */
  readonly isClosed?: boolean
}

/** One expression that makes all demands. */
export function combineParts(parts: SchemaParts, context: EmitContext): Expression {
  const needed = withoutImplied(joinValues(parts.parts, context))
  const joined = joinObjects(needed, parts.isClosed === true, context)
  const [first, ...others] = joined
  if (!first) {
    const anything = plainExpression(code`z.unknown()`, allTypes, { type: code`z.ZodUnknown` })
    return withChecks(anything, parts.checks, context)
  }
  if (others.length === 0) return withChecks(first, parts.checks, context)
  const isStrict = joined.some((expression) => expression.isStrict)
  const tags = new Set(joined.flatMap((expression) => [...(expression.tags ?? [])]))
  // Zod does not see the properties of an intersection, by which unions tell their options apart.
  const isWhole = isStrict || tags.size > 0
  const whole: Expression = {
    code: isWhole
      ? code`${context.runtime('allOf')}(${array(joined.map((expression) => expression.code))})`
      : others.reduce((left, right) => code`${left}.and(${right.code})`, first.code),
    // What passes, whatever was assumed of the value: others may be left out because of it.
    types: joined.map(({ types }) => types).reduce(intersectTypes),
    keeps: joined.some((expression) => expression.keeps),
    isStrict,
    tags,
  }
  return withChecks(whole, parts.checks, context)
}

/** Of several lists of values, those that all of them have. */
function joinValues(parts: readonly Part[], context: EmitContext): readonly Part[] {
  const lists = parts.flatMap((part) => (part.shape || !part.values ? [] : [part]))
  const [first, ...others] = lists
  if (!first || others.length === 0) return parts
  const isIn = (value: JsonValue, list: readonly JsonValue[] = []) =>
    list.some((other) => isJsonEqual(value, other))
  const shared = (first.values ?? []).filter((value) =>
    others.every(({ values }) => isIn(value, values)),
  )
  const whole = lists.find(({ values }) => values?.every((value) => isIn(value, shared)))
  const rest = parts.filter((part) => part.shape || !part.values)
  return [whole ?? { expression: emitValues(shared, context), values: shared }, ...rest]
}

/** Leaves out what only asserts a type that the rest asserts too. */
function withoutImplied(parts: readonly Part[]): readonly Part[] {
  const kept: Part[] = [...parts]
  for (const part of parts) {
    if (!part.expression?.isBare || kept.length === 1) continue
    const { types } = part.expression
    const others = kept.filter((other) => other !== part)
    const isImplied = others.some((other) => isWithin(partTypes(other), types))
    if (isImplied) kept.splice(kept.indexOf(part), 1)
  }
  return kept
}

const objectType: TypeSet = new Set(['object'] as const)

function partTypes(part: Part): TypeSet {
  return part.shape ? objectType : part.expression.types
}

interface NamedShape {
  readonly name: Code
  readonly shape: ObjectShape
  readonly expression: Expression
}

/** Puts plain objects into one: those that have a name are spread, the others written out. */
function joinObjects(
  parts: readonly Part[],
  isClosed: boolean,
  context: EmitContext,
): readonly Expression[] {
  const named: NamedShape[] = []
  const own: ObjectShape[] = []
  const rest: Expression[] = []
  for (const part of parts) {
    if (part.shape) own.push(part.shape)
    else {
      const { expression, node } = part
      const { shape } = expression
      const name = node && shape?.isEager ? context.spreadName(node) : undefined
      if (name && shape) named.push({ name, shape, expression })
      else rest.push(expression)
    }
  }
  const [only, ...others] = named
  if (only && others.length + own.length === 0 && !isClosed) return [only.expression, ...rest]
  if (!only && own.length === 0) return rest
  return [joinShapes(named, own, isClosed, context), ...rest]
}

function joinShapes(
  named: readonly NamedShape[],
  own: readonly ObjectShape[],
  isClosed: boolean,
  context: EmitContext,
): Expression {
  const written = new Map<string, ShapeProperty>()
  for (const shape of own) {
    for (const [name, property] of shape.properties) {
      written.set(name, both(written.get(name), property))
    }
  }
  const spread = new Map<string, ShapeProperty>()
  for (const { shape } of named) {
    for (const [name, property] of shape.properties) {
      const earlier = spread.get(name)
      // Of two spreads the last would win, so what they declare differently is written out.
      if (earlier && !isSame(earlier, property)) written.set(name, both(written.get(name), earlier))
      spread.set(name, both(earlier, property))
    }
  }
  for (const [name, property] of written) {
    const inherited = spread.get(name)
    if (!inherited) continue
    const joined = joinInherited(name, property, inherited, named)
    if (joined) written.set(name, joined)
    else written.delete(name)
  }
  const shapes = [...named.map(({ shape }) => shape), ...own]
  const mode = shapes.some((shape) => shape.mode === 'loose') ? 'loose' : 'strip'
  const spreads = named.map(({ name }) => code`...${name}.shape`)
  const shape: ObjectShape = { mode, properties: written, isEager: true }
  const maker = isClosed ? 'z.strictObject' : undefined
  const joined = emitObject(shape, spreads, context, maker)
  const inheritedTags = named
    .flatMap(({ expression }) => [...(expression.tags ?? [])])
    .filter((name) => !written.has(name))
  const properties = new Map([...spread, ...written])
  return {
    ...joined,
    isStrict: joined.isStrict || named.some(({ expression }) => expression.isStrict),
    tags: new Set([...(joined.tags ?? []), ...inheritedTags]),
    ...(joined.shape && { shape: { ...joined.shape, properties } }),
  }
}

/** What a property that is spread still needs to be written; `undefined` where nothing is to be added. */
function joinInherited(
  name: string,
  property: ShapeProperty,
  inherited: ShapeProperty,
  named: readonly NamedShape[],
): ShapeProperty | undefined {
  if (property.schema && property.schema !== inherited.schema) return both(inherited, property)
  if (!property.isRequired || inherited.isRequired || inherited.isHidden) return undefined
  const holder = named.filter(({ shape }) => shape.properties.has(name)).at(-1)
  if (!holder) return both(inherited, property)
  return {
    ...inherited,
    isRequired: true,
    code: code`${holder.name}.shape${member(name)}.unwrap()`,
  }
}

function isSame(a: ShapeProperty, b: ShapeProperty): boolean {
  return a.schema === b.schema && a.isRequired === b.isRequired && a.isHidden === b.isHidden
}

/** A property that two schemas judge. */
function both(a: ShapeProperty | undefined, b: ShapeProperty): ShapeProperty {
  if (!a) return b
  const schema = bothSchemas(a.schema, b.schema)
  return {
    isRequired: a.isRequired || b.isRequired,
    ...(schema && { schema }),
    ...((a.isHidden || b.isHidden) && { isHidden: true }),
  }
}

function bothSchemas(
  a: SchemaModel | undefined,
  b: SchemaModel | undefined,
): SchemaModel | undefined {
  if (!a || !b || a === b) return a ?? b
  const description = b.description ?? a.description
  return {
    kind: 'schema',
    id: b.id,
    uri: b.uri,
    pointer: b.pointer,
    source: b.source,
    allOf: [a, b],
    ...(description !== undefined && { description }),
  }
}
