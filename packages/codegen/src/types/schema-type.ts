import type { JsonObject, JsonPointer, JsonSchema, JsonValue } from '@concordat/core'
import { alternatives, code, id, key, literal, typeMembers } from '../code-writer.ts'
import type { SchemaGraph } from '../schema/schema-graph.ts'
import { pointerOfRef, type SchemaLookup, schemaList, typesOf } from '../schema/schema-lookup.ts'
import { arrayType } from './array-type.ts'
import type { Discriminators, DiscriminatorValues } from './discriminator.ts'
import { isOfType, literalType } from './literal-type.ts'
import { hasMembers, objectType } from './object-type.ts'
import {
  booleanType,
  intersectionOf,
  neverType,
  nullType,
  numberType,
  primary,
  stringType,
  type TypeExpression,
  unionOf,
  unknownType,
} from './type-expression.ts'
import type { TypeNames } from './type-names.ts'
import type { TypeContext, TypeScope } from './type-scope.ts'

/** Writes the static types of schemas. */
export class SchemaTypes implements TypeContext {
  readonly lookup: SchemaLookup
  readonly #graph: SchemaGraph
  readonly #names: TypeNames
  readonly #discriminators: Discriminators

  constructor(
    lookup: SchemaLookup,
    graph: SchemaGraph,
    names: TypeNames,
    discriminators: Discriminators,
  ) {
    this.lookup = lookup
    this.#graph = graph
    this.#names = names
    this.#discriminators = discriminators
  }

  /** The type that a named schema stands for, in one direction. */
  definition(pointer: JsonPointer, direction: TypeScope['direction']): TypeExpression {
    const schema = this.lookup.at(pointer)?.schema
    if (schema === undefined) return unknownType
    const type = this.typeOf(schema, { direction, home: pointer })
    const inherited = this.#discriminators.ofHeir(pointer)
    return inherited ? intersectionOf([type, discriminatorType(inherited)]) : type
  }

  typeOf(schema: JsonSchema, scope: TypeScope): TypeExpression {
    if (schema === true) return unknownType
    if (schema === false) return neverType
    const within = scope.root === undefined ? { ...scope, root: schema } : scope
    const parts: TypeExpression[] = []
    if (typeof schema.$ref === 'string') parts.push(this.#reference(schema.$ref, within))
    const own = this.#ownType(schema, within)
    if (own) parts.push(own)
    for (const item of schemaList(schema.allOf)) parts.push(this.typeOf(item, within))
    for (const branches of [schemaList(schema.anyOf), schemaList(schema.oneOf)]) {
      if (branches.length > 0) parts.push(this.#choice(schema, branches, within))
    }
    return intersectionOf(parts)
  }

  #ownType(schema: JsonObject, scope: TypeScope): TypeExpression | undefined {
    const types = typesOf(schema)
    const values: readonly JsonValue[] | undefined =
      schema.const !== undefined
        ? [schema.const]
        : Array.isArray(schema.enum)
          ? schema.enum
          : undefined
    if (values) {
      const possible = types.length === 0 ? values : values.filter((item) => isOfType(item, types))
      return unionOf(possible.map(literalType))
    }
    if (types.length > 0) {
      const isOnlyObject = types.length === 1 && types[0] === 'object' && !hasMembers(schema)
      if (isOnlyObject && isComposed(schema)) return undefined
      return unionOf(types.map((type) => this.#ofType(type, schema, scope)))
    }
    // A schema that speaks of members or of items, and of no type, means objects or lists.
    if (hasMembers(schema)) return objectType(schema, scope, this)
    if (schema.items !== undefined || schema.prefixItems !== undefined) {
      return arrayType(schema, scope, this)
    }
    return undefined
  }

  #ofType(type: string, schema: JsonObject, scope: TypeScope): TypeExpression {
    switch (type) {
      case 'string':
        return stringType
      case 'number':
      case 'integer':
        return numberType
      case 'boolean':
        return booleanType
      case 'null':
        return nullType
      case 'array':
        return arrayType(schema, scope, this)
      case 'object':
        return objectType(schema, scope, this)
      default:
        return unknownType
    }
  }

  #choice(schema: JsonObject, branches: readonly JsonSchema[], scope: TypeScope): TypeExpression {
    return unionOf(
      branches.map((branch) => {
        const type = this.typeOf(branch, { ...scope, choice: true })
        const told = type.special ? undefined : this.#discriminators.ofBranch(schema, branch)
        return told ? intersectionOf([type, discriminatorType(told)]) : type
      }),
    )
  }

  #reference(ref: string, scope: TypeScope): TypeExpression {
    const pointer = pointerOfRef(ref)
    const target = this.lookup.target(ref)
    if (pointer === undefined || !target) return unknownType
    if (scope.files && scope.files.size > 0 && !scope.opened?.has(pointer)) {
      return this.#open(target.schema, pointer, scope)
    }
    const { home } = scope
    if (home === undefined || !this.#graph.isCircle(home, pointer)) {
      return this.#named(pointer, scope)
    }
    if (scope.choice && this.#graph.isChoiceCircle(home, pointer)) {
      // A choice between others and itself is a choice between the others.
      if (pointer === home || scope.opened?.has(pointer)) return neverType
      return this.#open(target.schema, pointer, scope)
    }
    // A parent that lists its children, whose children include it: the parent lists them by name, a child has the
    // parent's own members written out, without the list.
    if (scope.choice) return scope.opened ? unknownType : this.#named(pointer, scope)
    if (pointer === home || scope.opened?.has(pointer)) return unknownType
    return this.#open(target.schema, pointer, scope)
  }

  #open(schema: JsonSchema, pointer: JsonPointer, scope: TypeScope): TypeExpression {
    return this.typeOf(schema, { ...scope, opened: new Set(scope.opened).add(pointer) })
  }

  #named(pointer: JsonPointer, scope: TypeScope): TypeExpression {
    return primary(code`${id(this.#names.of(pointer, scope.direction))}`)
  }
}

function discriminatorType({ property, values }: DiscriminatorValues): TypeExpression {
  const distinct = [...new Set(values)].map((value) => literal(value))
  return primary(typeMembers([code`${key(property)}: ${alternatives(distinct)}`]))
}

/** Whether a schema has parts that say what its value is. */
function isComposed(schema: JsonObject): boolean {
  return (
    typeof schema.$ref === 'string' ||
    [schema.allOf, schema.anyOf, schema.oneOf].some((list) => schemaList(list).length > 0)
  )
}
