import {
  isJsonObject,
  type JsonObject,
  type JsonPointer,
  type JsonSchema,
  type JsonValue,
  joinPointer,
  splitPointer,
} from '@concordat/core'
import { pointerOfRef, type SchemaLookup, schemaList, schemaMap } from '../schema/schema-lookup.ts'

/** A property whose value tells which schema an object follows. */
export interface DiscriminatorValues {
  readonly property: string
  readonly values: readonly string[]
}

/**
 * What `discriminator` says of objects: by `mapping`, or by the schema's own name.
 * @see OpenAPI 3.1, 4.8.25
 */
export class Discriminators {
  readonly #lookup: SchemaLookup
  /** Of each schema, the schemas that include it by `allOf`. */
  readonly #heirs = new Map<JsonPointer, JsonPointer[]>()

  constructor(lookup: SchemaLookup, schemas: Iterable<JsonPointer>) {
    this.#lookup = lookup
    for (const pointer of schemas) {
      const schema = lookup.at(pointer)?.schema
      for (const parent of this.#parents(schema)) {
        this.#heirs.set(parent, [...(this.#heirs.get(parent) ?? []), pointer])
      }
    }
  }

  /** What an alternative of a union with a discriminator must hold, unless its own schema says so. */
  ofBranch(union: JsonObject, branch: JsonSchema): DiscriminatorValues | undefined {
    const target = isJsonObject(branch) && refPointer(branch)
    const discriminator = readDiscriminator(union)
    if (!discriminator || typeof target !== 'string') return undefined
    return this.#checked(discriminator.property, this.#valuesOf(discriminator, target), branch)
  }

  /** What a schema must hold because it includes one that has a discriminator. */
  ofHeir(pointer: JsonPointer): DiscriminatorValues | undefined {
    const schema = this.#lookup.at(pointer)?.schema
    const discriminator = this.#inherited(schema, new Set())
    if (!discriminator || schema === undefined) return undefined
    return this.#checked(discriminator.property, this.#valuesOf(discriminator, pointer), schema)
  }

  /** The values of a schema and of all that include it, as an object of theirs is one of its own too. */
  #valuesOf(discriminator: Discriminator, pointer: JsonPointer): string[] {
    const values: string[] = []
    const seen = new Set<JsonPointer>()
    const queue = [pointer]
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (seen.has(next)) continue
      seen.add(next)
      const mapped = [...discriminator.mapping].filter(([, target]) => target === next)
      const name = splitPointer(next).at(-1)
      if (mapped.length > 0) values.push(...mapped.map(([value]) => value))
      else if (name !== undefined) values.push(name)
      queue.push(...(this.#heirs.get(next) ?? []))
    }
    return values
  }

  /** Leaves out what the property's own schema says already, or could never be. */
  #checked(
    property: string,
    values: readonly string[],
    schema: JsonSchema,
  ): DiscriminatorValues | undefined {
    for (const declared of this.#declarations(schema, property, new Set())) {
      const resolved = this.#lookup.resolve(declared)
      if (!isJsonObject(resolved)) continue
      if ('const' in resolved) return undefined
      const allowed = resolved.enum
      if (Array.isArray(allowed) && !values.every((value) => allowed.includes(value))) {
        return undefined
      }
      if (resolved.type !== undefined && resolved.type !== 'string') return undefined
    }
    return { property, values }
  }

  *#declarations(
    schema: JsonSchema,
    property: string,
    seen: Set<JsonSchema>,
  ): Generator<JsonSchema> {
    if (!isJsonObject(schema) || seen.has(schema)) return
    seen.add(schema)
    for (const [name, declared] of schemaMap(schema.properties)) {
      if (name === property) yield declared
    }
    const target = typeof schema.$ref === 'string' && this.#lookup.target(schema.$ref)
    if (target) yield* this.#declarations(target.schema, property, seen)
    for (const item of schemaList(schema.allOf)) yield* this.#declarations(item, property, seen)
  }

  #inherited(schema: JsonSchema | undefined, seen: Set<JsonPointer>): Discriminator | undefined {
    for (const parent of this.#parents(schema)) {
      if (seen.has(parent)) continue
      seen.add(parent)
      const found = this.#lookup.at(parent)?.schema
      const own = isJsonObject(found) ? readDiscriminator(found) : undefined
      const inherited = own ?? this.#inherited(found, seen)
      if (inherited) return inherited
    }
    return undefined
  }

  #parents(schema: JsonSchema | undefined): JsonPointer[] {
    if (!isJsonObject(schema)) return []
    return schemaList(schema.allOf).flatMap((item) => {
      const pointer = isJsonObject(item) ? refPointer(item) : undefined
      return pointer === undefined ? [] : [pointer]
    })
  }
}

interface Discriminator {
  readonly property: string
  readonly mapping: ReadonlyMap<string, JsonPointer>
}

function readDiscriminator(schema: JsonObject): Discriminator | undefined {
  const said = schema.discriminator
  if (!isJsonObject(said) || typeof said.propertyName !== 'string') return undefined
  const mapping = new Map<string, JsonPointer>()
  for (const [value, target] of Object.entries(isJsonObject(said.mapping) ? said.mapping : {})) {
    const pointer = mappedPointer(target)
    if (pointer !== undefined) mapping.set(value, pointer)
  }
  return { property: said.propertyName, mapping }
}

/** A mapping names its schema by reference or by the bare name of a component. */
function mappedPointer(target: JsonValue): JsonPointer | undefined {
  if (typeof target !== 'string') return undefined
  return target.startsWith('#') ? pointerOfRef(target) : joinPointer('/components/schemas', target)
}

function refPointer(schema: JsonObject): JsonPointer | undefined {
  return typeof schema.$ref === 'string' ? pointerOfRef(schema.$ref) : undefined
}
