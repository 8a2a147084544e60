import { isJsonObject, type JsonPointer, splitPointer, valueAt } from '@concordat/core'
import { isReference } from '@concordat/model'
import type { DocumentSource } from '../load/document-source.ts'
import { type ObjectKind, objectKinds } from './object-kinds.ts'
import type { ReferenceTarget, SourceGraph } from './source-graph.ts'

/** Tokens that say how a document is built, not what it is about. */
const STRUCTURE = new Set([
  'components',
  'schemas',
  'responses',
  'parameters',
  'requestBodies',
  'headers',
  'examples',
  'links',
  'callbacks',
  'pathItems',
  'paths',
  'content',
  'schema',
  'definitions',
  '$defs',
  'properties',
  'patternProperties',
])

/** Gives the targets of references that are no component of the document their names under `components`. */
export class ComponentNames {
  readonly #taken = new Map<string, Map<string, number>>()
  readonly #names = new Map<string, string>()

  /** Names that the document has are kept; a component that is nothing but a reference names its target. */
  constructor(graph: SourceGraph) {
    const { root } = graph
    for (const [kind, { section }] of Object.entries(objectKinds)) {
      if (section === undefined) continue
      const members = valueAt(root.data, `/components/${section}`)
      if (!isJsonObject(members)) continue
      for (const [name, member] of Object.entries(members)) {
        this.#use(section, name)
        if (!isReference(member) || Object.keys(member).length > 1) continue
        const resolution = graph.resolve(member.$ref, { source: root, base: root.uri })
        if (!resolution.found || isComponent(resolution.target, section, root)) continue
        const key = targetKey(kind, resolution.target)
        if (!this.#names.has(key)) this.#names.set(key, name)
      }
    }
  }

  /** The name that a target has, if it has one. */
  claimed(kind: ObjectKind, target: ReferenceTarget): string | undefined {
    return this.#names.get(targetKey(kind, target))
  }

  /** Names a target after its place in its file, or after its file. */
  claim(kind: ObjectKind, section: string, target: ReferenceTarget): string {
    const base = baseName(target)
    const taken = this.#taken.get(section)
    let name = base
    for (let count = taken?.get(base) ?? 0; taken?.has(name); count++) name = `${base}_${count + 1}`
    this.#use(section, base)
    this.#use(section, name)
    this.#names.set(targetKey(kind, target), name)
    return name
  }

  /** Counts the uses of a name, so that the next of the same base need not try all numbers. */
  #use(section: string, name: string) {
    const taken = this.#taken.get(section) ?? new Map<string, number>()
    taken.set(name, (taken.get(name) ?? 0) + 1)
    this.#taken.set(section, taken)
  }
}

/** Whether a target is a component of the document, of the section where references of its kind belong. */
export function isComponent(
  { source, pointer }: ReferenceTarget,
  section: string,
  root: DocumentSource,
): boolean {
  const prefix = `/components/${section}/`
  return source === root && pointer.startsWith(prefix) && !pointer.includes('/', prefix.length)
}

/** The name that a reference's last token or file suggests, in the characters that component names may have. */
function baseName({ source, pointer }: { source: DocumentSource; pointer: JsonPointer }): string {
  const tokens = splitPointer(pointer).filter((token) => !STRUCTURE.has(token))
  const isShort = /^\/(?:components\/[a-zA-Z]+|definitions|\$defs)\/[^/]+$/.test(pointer)
  const text = tokens.length === 0 ? fileName(source) : isShort ? tokens.at(-1) : tokens.join('_')
  return (text ?? '').replaceAll(/[^A-Za-z0-9.-]+/g, '_').replaceAll(/^_+|_+$/g, '') || 'Component'
}

function fileName(source: DocumentSource): string {
  const { pathname } = new URL(source.uri)
  const file = pathname.slice(pathname.lastIndexOf('/') + 1)
  return decodeText(file).replace(/\.(?:json|ya?ml)$/i, '')
}

function decodeText(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function targetKey(kind: string, { source, pointer }: ReferenceTarget): string {
  return `${kind} ${source.uri}#${pointer}`
}
