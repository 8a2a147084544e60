import { isJsonObject, valueAt } from '@concordat/core'
import { type ObjectKind, objectKinds } from './object-kinds.ts'
import { isReference, type ReferenceTarget } from './reference.ts'
import type { SourceGraph } from './source-graph.ts'

/** Gives the targets of external references their names under `components`. */
export class ComponentNames {
  readonly #taken = new Map<string, Set<string>>()
  readonly #names = new Map<string, string>()

  /** Names that the document has are kept; a component that is nothing but an external reference names its target. */
  constructor(graph: SourceGraph) {
    for (const [kind, { section }] of Object.entries(objectKinds)) {
      if (section === undefined) continue
      const members = valueAt(graph.root.data, `/components/${section}`)
      const taken = new Set<string>()
      this.#taken.set(section, taken)
      if (!isJsonObject(members)) continue
      for (const [name, member] of Object.entries(members)) {
        taken.add(name)
        if (!isReference(member) || Object.keys(member).length > 1) continue
        const resolution = graph.resolve(member.$ref, graph.root)
        if (!resolution.found || resolution.target.source === graph.root) continue
        const key = targetKey(kind, resolution.target)
        if (!this.#names.has(key)) this.#names.set(key, name)
      }
    }
  }

  /** The name that a target has, if it has one. */
  claimed(kind: ObjectKind, target: ReferenceTarget): string | undefined {
    return this.#names.get(targetKey(kind, target))
  }

  /** Names a target after the last token of its pointer, or after its file. */
  claim(kind: ObjectKind, target: ReferenceTarget): string {
    const section = objectKinds[kind].section ?? 'schemas'
    const taken = this.#taken.get(section) ?? new Set()
    this.#taken.set(section, taken)
    const base = baseName(target)
    let name = base
    for (let count = 2; taken.has(name); count++) name = `${base}_${count}`
    taken.add(name)
    this.#names.set(targetKey(kind, target), name)
    return name
  }
}

function targetKey(kind: string, { source, pointer }: ReferenceTarget): string {
  return `${kind} ${source.uri}#${pointer}`
}

function baseName({ source, pointer }: ReferenceTarget): string {
  const token = pointer.slice(pointer.lastIndexOf('/') + 1)
  const file = decodeURIComponent(source.uri.slice(source.uri.lastIndexOf('/') + 1))
  const text = token === '' ? file.replace(/\.(?:json|ya?ml)$/i, '') : token
  return text.replaceAll(/[^A-Za-z0-9._-]+/g, '_') || '_'
}
