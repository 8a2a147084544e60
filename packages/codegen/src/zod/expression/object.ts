import type { SchemaModel } from '@concordat/model'
import {
  args,
  array,
  braces,
  type Code,
  code,
  comment,
  key,
  lines,
  literal,
} from '../../code-writer.ts'
import { type Direction, isHidden } from '../facts/direction.ts'
import { allTypes, type TypeSet } from '../facts/type-set.ts'
import { patternTest } from '../pattern/plan-pattern.ts'
import type { EmitContext } from './emit-context.ts'
import {
  type Expression,
  type ObjectShape,
  plainExpression,
  type ShapeProperty,
} from './expression.ts'
import { schemaComment } from './schema-comment.ts'

const objectType: TypeSet = new Set(['object'] as const)

/** Names that every object has without owning them. Zod reads them as if they were there. */
const inheritedNames: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype))

/** What a schema says of objects: either properties to be put together, or a whole expression; and checks. */
export interface ObjectParts {
  readonly shape?: ObjectShape
  readonly expression?: Expression
  readonly checks: readonly Code[]
}

/** Whether a schema has a keyword about objects. */
export function judgesObjects(node: SchemaModel): boolean {
  return (
    (node.properties?.size ?? 0) > 0 ||
    (node.required?.length ?? 0) > 0 ||
    node.additionalProperties !== undefined ||
    (node.patternProperties?.size ?? 0) > 0 ||
    node.propertyNames !== undefined ||
    (node.minProperties ?? 0) > 0 ||
    node.maxProperties !== undefined ||
    (node.dependentRequired?.size ?? 0) > 0
  )
}

/** What a schema says of objects. */
export function objectParts(node: SchemaModel, context: EmitContext): ObjectParts {
  const properties = shapeProperties(node, context.direction)
  const checks = objectChecks(node, context)
  const hasPatterns = (node.patternProperties?.size ?? 0) > 0
  const rest = hasPatterns ? undefined : node.additionalProperties
  const isClosed = rest?.always === false
  const isOpen = hasPatterns || rest?.always === true
  const names = [...properties.keys()]
  if (!rest || isOpen) {
    if (names.length === 0 && !hasPatterns) return { expression: freeForm(node), checks }
    const shape: ObjectShape = { mode: isOpen ? 'loose' : 'strip', properties, isEager: true }
    if (!names.some((name) => inheritedNames.has(name))) return { shape, checks }
    return { expression: emitObject(shape, [], context), checks }
  }
  const shape: ObjectShape = { mode: 'strip', properties, isEager: true }
  if (isClosed) return { expression: emitObject(shape, [], context, 'z.strictObject'), checks }
  const value = context.emit(rest, allTypes)
  if (names.length === 0) return { expression: emitRecord(value, context), checks }
  const object = emitObject(shape, [], context)
  const whole: Expression = {
    code: code`${context.runtime('catchall')}${args([object.code, value.code])}`,
    types: objectType,
    keeps: object.keeps && value.keeps,
    isStrict: object.isStrict || hasHidden(shape),
    ...(object.tags && { tags: object.tags }),
  }
  return { expression: whole, checks }
}

/**
 * An object of properties, after what is spread into it. Properties that refer to later declarations stand in getters.
 */
export function emitObject(
  shape: ObjectShape,
  spreads: readonly Code[],
  context: EmitContext,
  maker: 'z.object' | 'z.looseObject' | 'z.strictObject' = shape.mode === 'loose'
    ? 'z.looseObject'
    : 'z.object',
): Expression {
  const strips = maker === 'z.object'
  const members: Code[] = [...spreads]
  let keeps = !strips && spreads.length === 0
  let isEager = true
  let hasInherited = false
  const checks: Code[] = []
  const tags = new Set<string>()
  for (const [name, property] of shape.properties) {
    if (name !== '__proto__' && inheritedNames.has(name)) hasInherited = true
    if (property.isHidden) {
      // What nobody may send here is dropped from requests and refused in answers.
      const kind = context.direction === 'response' ? 'absent' : 'ignored'
      members.push(code`${key(name)}: ${context.runtime(kind)}()`)
      keeps = false
      continue
    }
    const { expression, isDeferred } = propertyExpression(property, context)
    if (name === '__proto__') {
      // Zod never reads this one; its place in the shape only keeps it from counting as unknown.
      if (!strips) members.push(code`${key(name)}: z.unknown().optional()`)
      const given = [literal(name), expression.code, literal(property.isRequired)]
      checks.push(
        code`${context.runtime('property')}${args(given.slice(0, property.isRequired ? 3 : 2))}`,
      )
      continue
    }
    keeps &&= expression.keeps
    isEager &&= !isDeferred
    if (expression.hasValues) tags.add(name)
    members.push(emitMember(name, property, expression, isDeferred))
  }
  const call = {
    'z.object': code`z.object`,
    'z.looseObject': code`z.looseObject`,
    'z.strictObject': code`z.strictObject`,
  }
  let result = code`${call[maker]}(${braces(members)})`
  if (hasInherited) result = code`${context.runtime('ownProperties')}(${result})`
  if (checks.length > 0) result = code`${context.runtime('checked')}${args([result, ...checks])}`
  const isPlain = !hasInherited && checks.length === 0 && maker !== 'z.strictObject'
  return {
    code: result,
    types: objectType,
    keeps,
    isStrict: maker === 'z.strictObject' || hasHidden(shape),
    tags,
    ...(isPlain && { shape: { ...shape, isEager } }),
  }
}

function emitMember(
  name: string,
  property: ShapeProperty,
  expression: Expression,
  isDeferred: boolean,
): Code {
  const docs = comment(property.schema ? schemaComment(property.schema) : '')
  const suffix = property.isRequired ? code`` : code`.optional()`
  if (!isDeferred || !expression.type) {
    return lines([docs, code`${key(name)}: ${expression.code}${suffix}`])
  }
  const type = property.isRequired ? expression.type : code`z.ZodOptional<${expression.type}>`
  return lines([docs, code`get ${key(name)}(): ${type} {\n  return ${expression.code}${suffix}\n}`])
}

function propertyExpression(property: ShapeProperty, context: EmitContext) {
  if (property.code) {
    const expression = plainExpression(property.code, allTypes, { keeps: false })
    return { expression, isDeferred: false }
  }
  if (property.schema) return context.emitProperty(property.schema)
  return {
    expression: plainExpression(code`z.unknown()`, allTypes, { type: code`z.ZodUnknown` }),
    isDeferred: false,
  }
}

/** Declared properties, and required ones that are not declared. */
function shapeProperties(node: SchemaModel, direction: Direction): Map<string, ShapeProperty> {
  const properties = new Map<string, ShapeProperty>()
  const required = new Set(node.required)
  for (const [name, schema] of node.properties ?? []) {
    const hidden = isHidden(schema, direction)
    properties.set(name, {
      schema,
      isRequired: required.has(name) && !hidden,
      ...(hidden && { isHidden: true }),
    })
  }
  const others = node.patternProperties ? undefined : node.additionalProperties
  for (const name of required) {
    if (!properties.has(name)) {
      properties.set(name, { isRequired: true, ...(others && { schema: others }) })
    }
  }
  return properties
}

function freeForm(node: SchemaModel): Expression {
  return plainExpression(code`z.record(z.string(), z.unknown())`, objectType, {
    isBare: !judgesObjects(node),
    type: code`z.ZodRecord<z.ZodString, z.ZodUnknown>`,
  })
}

function emitRecord(value: Expression, context: EmitContext): Expression {
  return plainExpression(code`${context.runtime('record')}(${value.code})`, objectType, {
    keeps: value.keeps,
    ...(value.type && {
      type: code`s.Checked<z.ZodRecord<z.ZodString, ${value.type}>>`,
    }),
  })
}

function objectChecks(node: SchemaModel, context: EmitContext): Code[] {
  const checks: Code[] = []
  if ((node.minProperties ?? 0) > 0) {
    checks.push(code`${context.runtime('minProperties')}(${literal(node.minProperties)})`)
  }
  if (node.maxProperties !== undefined) {
    checks.push(code`${context.runtime('maxProperties')}(${literal(node.maxProperties)})`)
  }
  if (node.dependentRequired?.size) {
    const dependencies = literal(Object.fromEntries(node.dependentRequired))
    checks.push(code`${context.runtime('dependentRequired')}(${dependencies})`)
  }
  if (node.propertyNames) {
    const names = context.emit(node.propertyNames, new Set(['string'] as const))
    checks.push(code`${context.runtime('propertyNames')}(${names.code})`)
  }
  if (node.patternProperties?.size) checks.push(patternCheck(node, node.patternProperties, context))
  return checks
}

function patternCheck(
  node: SchemaModel,
  patterns: ReadonlyMap<string, SchemaModel>,
  context: EmitContext,
): Code {
  const pairs = [...patterns].flatMap(([source, schema]) => {
    const plan = context.pattern(node, 'patternProperties', source)
    const test = patternTest(plan, () => context.runtime('linearPattern'))
    return test ? [array([test, context.emit(schema, allTypes).code])] : []
  })
  const given = [array(pairs)]
  // Which names a pattern that is left out would take is not known: none of the others is refused then.
  const others = pairs.length === patterns.size ? node.additionalProperties : undefined
  if (others && others.always !== true) {
    const members = [code`except: ${literal([...(node.properties?.keys() ?? [])])}`]
    if (others.always !== false) members.push(code`schema: ${context.emit(others, allTypes).code}`)
    given.push(braces(members))
  }
  return code`${context.runtime('patternProperties')}${args(given)}`
}

function hasHidden(shape: ObjectShape): boolean {
  return [...shape.properties.values()].some((property) => property.isHidden)
}
