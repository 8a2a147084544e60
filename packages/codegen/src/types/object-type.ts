import { isJsonObject, isJsonSchema, type JsonObject, type JsonSchema } from '@concordat/core'
import { type Code, code, comment, key, lines, typeMembers } from '../code-writer.ts'
import { fileKind } from '../schema/binary-schema.ts'
import { propertyDirection } from '../schema/schema-graph.ts'
import { type SchemaLookup, schemaList, schemaMap, stringList } from '../schema/schema-lookup.ts'
import { schemaDocs } from './type-docs.ts'
import {
  arrayOf,
  blobType,
  primary,
  type TypeExpression,
  unionOf,
  unknownType,
} from './type-expression.ts'
import { partScope, type TypeContext, type TypeScope } from './type-scope.ts'

/** Types beside each other under an index signature that are still worth naming. */
const mostIndexed = 6

/** Whether a schema says anything of an object's members. */
export function hasMembers(schema: JsonObject): boolean {
  return (
    schemaMap(schema.properties).length > 0 ||
    schemaMap(schema.patternProperties).length > 0 ||
    stringList(schema.required).length > 0 ||
    schema.additionalProperties !== undefined
  )
}

/** The type of an object: its properties, and an index signature where others are described. */
export function objectType(
  schema: JsonObject,
  scope: TypeScope,
  context: TypeContext,
): TypeExpression {
  const members = [
    ...ownMembers(schema, scope, context),
    ...requiredMembers(schema, scope, context),
  ]
  const index = indexType(schema, scope, context)
  if (members.length === 0) {
    if (index) return primary(typeMembers([code`[key: string]: ${index.code}`]))
    // Properties that this direction leaves out still say that the value is an object.
    const isClosed = schema.additionalProperties === false
    return primary(
      isClosed ? code`Record<string, never>` : typeMembers([code`[key: string]: unknown`]),
    )
  }
  const signature = index && indexSignature(index, members)
  const written = members.map(({ name, isOptional, type, docs }) =>
    lines([comment(docs), code`${key(name)}${isOptional ? code`?` : code``}: ${type.code}`]),
  )
  return primary(typeMembers(signature ? [...written, signature] : written))
}

interface Member {
  readonly name: string
  readonly isOptional: boolean
  readonly type: TypeExpression
  readonly docs: string
}

function ownMembers(schema: JsonObject, scope: TypeScope, context: TypeContext): Member[] {
  const required = new Set(stringList(schema.required))
  return schemaMap(schema.properties)
    .filter(([, property]) => isWritten(property, scope, context.lookup))
    .map(([name, property]) => ({
      name,
      isOptional: !required.has(name),
      type: memberType(name, property, scope, context),
      docs: schemaDocs(property),
    }))
}

/** Properties that are required here and described elsewhere, or nowhere. */
function requiredMembers(schema: JsonObject, scope: TypeScope, context: TypeContext): Member[] {
  const own = new Set(schemaMap(schema.properties).map(([name]) => name))
  return stringList(schema.required).flatMap((name) => {
    if (own.has(name)) return []
    const declared = [...declarations(scope.root ?? schema, name, context.lookup, new Set())]
    if (declared.some((item) => item.isRequired)) return []
    const property = declared[0]?.property ?? true
    if (!isWritten(property, scope, context.lookup)) return []
    const type = memberType(name, property, scope, context)
    return [{ name, isOptional: false, type, docs: '' }]
  })
}

function memberType(
  name: string,
  property: JsonSchema,
  scope: TypeScope,
  context: TypeContext,
): TypeExpression {
  if (!scope.files?.has(name)) return context.typeOf(property, partScope(scope))
  const kind = fileKind(property, context.lookup)
  if (kind === 'either') return unionOf([blobType, arrayOf(blobType)])
  return kind === 'files' ? arrayOf(blobType) : blobType
}

function isWritten(property: JsonSchema, scope: TypeScope, lookup: SchemaLookup): boolean {
  const direction = propertyDirection(property, lookup)
  return direction === 'both' || direction === scope.direction
}

/** Where a property of a value is described, by the schemas that all judge the value. */
function* declarations(
  schema: JsonSchema,
  name: string,
  lookup: SchemaLookup,
  seen: Set<JsonSchema>,
): Generator<{ readonly property: JsonSchema; readonly isRequired: boolean }> {
  if (!isJsonObject(schema) || seen.has(schema)) return
  seen.add(schema)
  for (const [declared, property] of schemaMap(schema.properties)) {
    if (declared !== name) continue
    yield { property, isRequired: stringList(schema.required).includes(name) }
  }
  const target = typeof schema.$ref === 'string' && lookup.target(schema.$ref)
  if (target) yield* declarations(target.schema, name, lookup, seen)
  for (const item of schemaList(schema.allOf)) yield* declarations(item, name, lookup, seen)
}

/** The type of properties that have no name in the schema; `undefined` where it does not speak of them. */
function indexType(
  schema: JsonObject,
  scope: TypeScope,
  context: TypeContext,
): TypeExpression | undefined {
  const additional = schema.additionalProperties
  const patterns = schemaMap(schema.patternProperties)
  if (patterns.length === 0) {
    return isJsonSchema(additional) && additional !== false
      ? context.typeOf(additional, partScope(scope))
      : undefined
  }
  if (additional === undefined || additional === true) return unknownType
  const types = patterns.map(([, pattern]) => context.typeOf(pattern, partScope(scope)))
  const rest =
    additional === false ? [] : [context.typeOf(additional as JsonSchema, partScope(scope))]
  return unionOf([...types, ...rest])
}

/** TypeScript wants every property of an object to be one that its index signature allows. */
function indexSignature(index: TypeExpression, members: readonly Member[]): Code {
  const types = [index, ...members.map((member) => member.type)]
  const distinct = unionOf(types)
  if (distinct.special === 'unknown' || types.length > mostIndexed + 1) {
    return code`[key: string]: unknown`
  }
  const optional = members.some((member) => member.isOptional)
  return optional
    ? code`[key: string]: ${distinct.code} | undefined`
    : code`[key: string]: ${distinct.code}`
}
