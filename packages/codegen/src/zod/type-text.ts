import type { SchemaModel } from '@concordat/model'
import { array, type Code, code, comment, id, key, lines, typeMembers } from '../code-writer.ts'
import { literalType } from '../types/literal-type.ts'
import {
  arrayOf,
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
} from '../types/type-expression.ts'
import { judgesArrays } from './expression/array.ts'
import { judgesObjects } from './expression/object.ts'
import { schemaComment } from './expression/schema-comment.ts'
import { allowedValues } from './expression/values.ts'
import { type Direction, isHidden } from './facts/direction.ts'
import type { SchemaFacts } from './facts/schema-facts.ts'
import {
  allTypes,
  intersectTypes,
  isOnly,
  type JsonTypeName,
  type TypeSet,
  typeSet,
} from './facts/type-set.ts'
import type { Unit } from './units.ts'

/** What the types of a module's schemas are made from. */
export interface TypeSources {
  unitOf(node: SchemaModel, direction: Direction): Unit | undefined
  isRecursive(unit: Unit): boolean
  factsOf(direction: Direction): SchemaFacts
  /** A module that has types already. */
  readonly elsewhere: TypesElsewhere | undefined
}

/** Where types are written beside this module. */
export interface TypesElsewhere {
  typeOf(node: SchemaModel, direction: Direction): Code | undefined
}

/** Where a type stands: what is known of the value beside the schema itself. */
interface Place {
  readonly direction: Direction
  readonly assumed: TypeSet
}

/** Types of schemas that lead back to themselves: TypeScript cannot infer them from the schemas. */
export class TypeText {
  readonly #sources: TypeSources
  /** Units whose types are declared, in the order in which they were asked for. */
  readonly #named = new Set<Unit>()
  #usesElsewhere = false

  constructor(sources: TypeSources) {
    this.#sources = sources
  }

  /** Whether a type of the other module is used. */
  get usesElsewhere(): boolean {
    return this.#usesElsewhere
  }

  /** The name of a unit's type, which is then declared. */
  nameOf(unit: Unit): Code {
    const elsewhere = this.#sources.elsewhere?.typeOf(unit.node, unit.direction)
    if (elsewhere) {
      this.#usesElsewhere = true
      return elsewhere
    }
    this.#named.add(unit)
    return id(unit.name)
  }

  /** Whether a unit's type is declared under its name. */
  isDeclared(unit: Unit): boolean {
    return this.#named.has(unit)
  }

  declarations(): Code[] {
    const written: Code[] = []
    // Writing a type may name others; a set is walked to its new end.
    for (const unit of this.#named) {
      const place = { direction: unit.direction, assumed: allTypes }
      const type = this.#typeOf(unit.node, place)
      written.push(
        lines([
          comment(schemaComment(unit.node)),
          code`export type ${id(unit.name)} = ${type.code}`,
        ]),
      )
    }
    return written
  }

  #part(node: SchemaModel, place: Place): TypeExpression {
    return this.#reference(node, { direction: place.direction, assumed: allTypes })
  }

  #reference(node: SchemaModel, place: Place): TypeExpression {
    const unit = this.#sources.unitOf(node, place.direction)
    if (!unit) return this.#typeOf(node, place)
    const isNamed = this.#sources.isRecursive(unit) || this.#named.has(unit)
    if (isNamed || this.#sources.elsewhere?.typeOf(unit.node, unit.direction)) {
      return primary(this.nameOf(unit))
    }
    return primary(code`z.infer<typeof ${id(unit.name)}>`)
  }

  #typeOf(node: SchemaModel, place: Place): TypeExpression {
    if (node.always === false) return neverType
    const facts = this.#sources.factsOf(place.direction)
    const assumed = intersectTypes(place.assumed, facts.types(node))
    const within = { ...place, assumed }
    const parts = [this.#ownType(node, within)]
    for (const part of [node.ref, node.dynamicRef, ...(node.allOf ?? [])]) {
      if (part) parts.push(this.#reference(part, within))
    }
    for (const choice of [node.anyOf, node.oneOf]) {
      if (choice) parts.push(unionOf(choice.map((branch) => this.#reference(branch, within))))
    }
    return intersectionOf(parts)
  }

  #ownType(node: SchemaModel, place: Place): TypeExpression {
    if (node.values) {
      return unionOf(allowedValues(node, node.values, place.assumed).map(literalType))
    }
    const isTyped = node.types !== undefined
    const types = isTyped ? intersectTypes(typeSet(node.types), place.assumed) : place.assumed
    if (!isTyped) {
      const isKnown =
        (isOnly(types, 'object') && judgesObjects(node)) ||
        (isOnly(types, 'array') && judgesArrays(node))
      if (!isKnown) return unknownType
    }
    return unionOf([...types].map((type) => this.#typeOfKind(node, type, place)))
  }

  #typeOfKind(node: SchemaModel, type: JsonTypeName, place: Place): TypeExpression {
    switch (type) {
      case 'null':
        return nullType
      case 'boolean':
        return booleanType
      case 'number':
        return numberType
      case 'string':
        return stringType
      case 'array':
        return this.#arrayType(node, place)
      case 'object':
        return this.#objectType(node, place)
    }
  }

  #arrayType(node: SchemaModel, place: Place): TypeExpression {
    const rest = node.items ? this.#part(node.items, place) : unknownType
    const { prefixItems, minItems = 0 } = node
    if (!prefixItems?.length) return arrayOf(rest)
    const prefix = prefixItems.map((item, index) => {
      const type = this.#part(item, place)
      if (index < minItems) return type.code
      return code`(${unionOf([type, primary(code`undefined`)]).code})?`
    })
    const isClosed = node.items?.always === false
    return primary(array(isClosed ? prefix : [...prefix, code`...${arrayOf(rest).code}`]))
  }

  #objectType(node: SchemaModel, place: Place): TypeExpression {
    const required = new Set(node.required)
    const members: Code[] = []
    for (const [name, property] of node.properties ?? []) {
      if (isHidden(property, place.direction)) continue
      const type = this.#part(property, place)
      const docs = comment(schemaComment(property))
      const member = required.has(name)
        ? code`${key(name)}: ${type.code}`
        : code`${key(name)}?: ${unionOf([type, primary(code`undefined`)]).code}`
      members.push(lines([docs, member]))
    }
    for (const name of required) {
      if (!node.properties?.has(name)) members.push(code`${key(name)}: unknown`)
    }
    const others = node.patternProperties ? undefined : node.additionalProperties
    const isOpen = node.patternProperties !== undefined || others?.always === true
    if (others?.always !== false && (others || isOpen || members.length === 0)) {
      const value = others ? this.#part(others, place) : unknownType
      const index = primary(typeMembers([code`[key: string]: ${value.code}`]))
      if (members.length === 0) return index
      return intersectionOf([primary(typeMembers(members)), index])
    }
    return primary(members.length === 0 ? code`Record<string, never>` : typeMembers(members))
  }
}
