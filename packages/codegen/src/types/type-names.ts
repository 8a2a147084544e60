import { type Finding, type JsonPointer, joinPointer, splitPointer } from '@concordat/core'
import { reservedTypeNames, reservedWords } from '../code-writer.ts'
import { NameTable } from '../names/name-table.ts'
import { reportNumbered } from '../names/report-numbered.ts'
import type { SchemaGraph } from '../schema/schema-graph.ts'
import type { Direction } from '../schema-uses.ts'

const ownNames = ['Blob', 'Record', 'components', 'operations', 'paths', 'webhooks']

/** The names of the types that schemas become. */
export class TypeNames {
  readonly #graph: SchemaGraph
  readonly #names: NameTable
  readonly #responses = new Map<JsonPointer, string>()
  readonly #requests = new Map<JsonPointer, string>()

  constructor(
    graph: SchemaGraph,
    components: readonly string[],
    report: (finding: Finding) => void = () => undefined,
  ) {
    this.#graph = graph
    this.#names = new NameTable(components, {
      style: 'pascal',
      reserved: [...reservedWords, ...reservedTypeNames, ...ownNames],
    })
    const pointerOf = (name: string): string => joinPointer('/components/schemas', name)
    reportNumbered(this.#names, { noun: 'type', pointerOf }, report)
    for (const component of components) {
      this.#responses.set(pointerOf(component), this.#names.get(component))
    }
  }

  /** The name of a schema's type; made from the last steps of its pointer for one that is not a component. */
  of(pointer: JsonPointer, direction: Direction): string {
    const response = this.#known(this.#responses, pointer, () => nearName(pointer))
    if (direction === 'response' || !this.#graph.isDirectional(pointer)) return response
    return this.#known(this.#requests, pointer, () => `${response}Request`)
  }

  #known(names: Map<JsonPointer, string>, pointer: JsonPointer, near: () => string): string {
    const known = names.get(pointer)
    if (known !== undefined) return known
    const made = this.#names.fresh(near())
    names.set(pointer, made)
    return made
  }
}

const silentTokens = new Set(['components', 'schemas', 'properties', 'paths', 'content', 'schema'])

function nearName(pointer: JsonPointer): string {
  const words = splitPointer(pointer).filter((token) => !silentTokens.has(token))
  return words.slice(-3).map(capitalise).join(' ') || 'Root'
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
