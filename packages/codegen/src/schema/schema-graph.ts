import { isJsonObject, type JsonPointer, type JsonSchema } from '@concordat/core'
import { pointerOfRef, type SchemaLookup, schemaMap } from './schema-lookup.ts'
import { strongComponents } from './strong-components.ts'
import { type SubschemaPlace, subschemas } from './subschemas.ts'

/** What a referable schema is seen to contain. */
interface SchemaFacts {
  /** Schemas that it refers to anywhere. */
  readonly references: ReadonlySet<JsonPointer>
  /** Schemas that judge the same value as it does, always or as one of several. */
  readonly samePlace: ReadonlyMap<JsonPointer, SubschemaPlace>
  readonly hasReadOnly: boolean
  readonly hasWriteOnly: boolean
}

/** How the schemas that a document can refer to depend on each other. */
export class SchemaGraph {
  readonly #lookup: SchemaLookup
  readonly #facts = new Map<JsonPointer, SchemaFacts>()
  readonly #circles: ReadonlyMap<JsonPointer, number>
  readonly #choiceCircles: ReadonlyMap<JsonPointer, number>
  readonly #inCircle: ReadonlySet<JsonPointer>
  readonly #inChoiceCircle: ReadonlySet<JsonPointer>
  readonly #directional: ReadonlySet<JsonPointer>

  /** Reads all schemas that can be reached from named ones and from those that are used in place. */
  constructor(lookup: SchemaLookup, named: Iterable<JsonPointer>, used: Iterable<JsonSchema>) {
    this.#lookup = lookup
    const queue = [...named, ...this.#referencesOf(used)]
    for (let pointer = queue.pop(); pointer !== undefined; pointer = queue.pop()) {
      if (this.#facts.has(pointer)) continue
      const facts = readFacts(lookup.at(pointer)?.schema ?? true, lookup)
      this.#facts.set(pointer, facts)
      queue.push(...facts.references)
    }
    const pointers = [...this.#facts.keys()]
    this.#circles = strongComponents(pointers, (node) => this.#samePlace(node))
    this.#choiceCircles = strongComponents(pointers, (node) => this.#samePlace(node, 'choice'))
    this.#inCircle = circular(this.#circles, (node) => this.#samePlace(node))
    this.#inChoiceCircle = circular(this.#choiceCircles, (node) => this.#samePlace(node, 'choice'))
    this.#directional = this.#findDirectional()
  }

  /** All schemas that were reached, sorted. */
  pointers(): readonly JsonPointer[] {
    return [...this.#facts.keys()].sort()
  }

  /** Whether two schemas each judge a value by asking the other; for one schema, whether it asks itself. */
  isCircle(a: JsonPointer, b: JsonPointer): boolean {
    return a === b ? this.#inCircle.has(a) : isTogether(this.#circles, a, b)
  }

  /** Whether they do so through `anyOf` and `oneOf` alone. */
  isChoiceCircle(a: JsonPointer, b: JsonPointer): boolean {
    return a === b ? this.#inChoiceCircle.has(a) : isTogether(this.#choiceCircles, a, b)
  }

  /** Whether a request and a response of this schema differ: a property in it is `readOnly` or `writeOnly`. */
  isDirectional(pointer: JsonPointer): boolean {
    return this.#directional.has(pointer)
  }

  /** All schemas that can be reached from some schemas, these included only where they are referred to. */
  reach(schemas: Iterable<JsonSchema>): ReadonlySet<JsonPointer> {
    const reached = new Set<JsonPointer>()
    const queue = this.#referencesOf(schemas)
    for (let pointer = queue.pop(); pointer !== undefined; pointer = queue.pop()) {
      if (reached.has(pointer)) continue
      reached.add(pointer)
      queue.push(...(this.#facts.get(pointer)?.references ?? []))
    }
    return reached
  }

  #referencesOf(schemas: Iterable<JsonSchema>): JsonPointer[] {
    return [...schemas].flatMap((schema) => [...readFacts(schema, this.#lookup).references])
  }

  #samePlace(pointer: JsonPointer, only?: SubschemaPlace): JsonPointer[] {
    return [...(this.#facts.get(pointer)?.samePlace ?? [])]
      .filter(([, place]) => only === undefined || place === only)
      .map(([target]) => target)
  }

  #findDirectional(): ReadonlySet<JsonPointer> {
    const users = new Map<JsonPointer, JsonPointer[]>()
    for (const [pointer, facts] of this.#facts) {
      for (const target of facts.references) {
        const list = users.get(target)
        if (list) list.push(pointer)
        else users.set(target, [pointer])
      }
    }
    const found = new Set<JsonPointer>()
    const queue = [...this.#facts]
      .filter(([, facts]) => facts.hasReadOnly || facts.hasWriteOnly)
      .map(([pointer]) => pointer)
    for (let pointer = queue.pop(); pointer !== undefined; pointer = queue.pop()) {
      if (found.has(pointer)) continue
      found.add(pointer)
      queue.push(...(users.get(pointer) ?? []))
    }
    return found
  }
}

/** Which direction leaves a property out, by `readOnly` and `writeOnly` on its schema or on what that refers to. */
export function propertyDirection(
  schema: JsonSchema,
  lookup: SchemaLookup,
): 'response' | 'request' | 'both' {
  const seen = new Set<JsonSchema>()
  let readOnly = false
  let writeOnly = false
  let current: JsonSchema | undefined = schema
  while (isJsonObject(current) && !seen.has(current)) {
    seen.add(current)
    readOnly ||= current.readOnly === true
    writeOnly ||= current.writeOnly === true
    current = typeof current.$ref === 'string' ? lookup.target(current.$ref)?.schema : undefined
  }
  if (readOnly === writeOnly) return 'both'
  return readOnly ? 'response' : 'request'
}

function readFacts(root: JsonSchema, lookup: SchemaLookup): SchemaFacts {
  const references = new Set<JsonPointer>()
  const samePlace = new Map<JsonPointer, SubschemaPlace>()
  let hasReadOnly = false
  let hasWriteOnly = false
  const visit = (schema: JsonSchema, place: SubschemaPlace): void => {
    if (!isJsonObject(schema)) return
    const target = typeof schema.$ref === 'string' ? pointerOfRef(schema.$ref) : undefined
    if (target !== undefined) {
      references.add(target)
      // A reference that always judges weighs more than one that is a choice.
      if (place !== 'part' && samePlace.get(target) !== 'same') samePlace.set(target, place)
    }
    for (const [, property] of schemaMap(schema.properties)) {
      const direction = propertyDirection(property, lookup)
      hasReadOnly ||= direction === 'response'
      hasWriteOnly ||= direction === 'request'
    }
    for (const inner of subschemas(schema)) {
      visit(inner.schema, place === 'same' ? inner.place : combine(place, inner.place))
    }
  }
  visit(root, 'same')
  return { references, samePlace, hasReadOnly, hasWriteOnly }
}

function combine(outer: SubschemaPlace, inner: SubschemaPlace): SubschemaPlace {
  return outer === 'part' || inner === 'part' ? 'part' : 'choice'
}

/** The nodes that reach themselves. */
function circular(
  circles: ReadonlyMap<JsonPointer, number>,
  successors: (node: JsonPointer) => readonly JsonPointer[],
): ReadonlySet<JsonPointer> {
  const sizes = new Map<number, number>()
  for (const circle of circles.values()) sizes.set(circle, (sizes.get(circle) ?? 0) + 1)
  const reaches = ([node, circle]: [JsonPointer, number]) =>
    (sizes.get(circle) ?? 0) > 1 || successors(node).includes(node)
  return new Set([...circles].filter(reaches).map(([node]) => node))
}

function isTogether(
  circles: ReadonlyMap<JsonPointer, number>,
  a: JsonPointer,
  b: JsonPointer,
): boolean {
  const circle = circles.get(a)
  return circle !== undefined && circle === circles.get(b)
}
