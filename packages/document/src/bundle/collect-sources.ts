import { isJsonObject, type JsonObject } from '@concordat/core'
import { absoluteUri, isReference, isUriReference, splitReference } from '@concordat/model'
import type { DocumentSource } from '../load/document-source.ts'
import type { ReadingPolicy } from '../load/reading-policy.ts'
import type { SourceReader } from '../load/source-reader.ts'
import { SourceUnavailable } from '../load/source-unavailable.ts'
import { type ChildKind, childKind, isMap, type ObjectKind, objectKinds } from './object-kinds.ts'
import { SchemaResources, type Scope } from './schema-resources.ts'
import { refuseCrossing, SourceGraph } from './source-graph.ts'

/** Reads every file and URL that a document's references reach, in rounds, each source once. */
export async function collectSources(
  root: DocumentSource,
  reader: SourceReader,
  policy: ReadingPolicy,
): Promise<SourceGraph> {
  const sources = new Map([[root.uri, root]])
  const unavailable = new Map<string, SourceUnavailable>()
  const graph = new SourceGraph(root, sources, unavailable, new SchemaResources())
  const walk = new ReferenceWalk(graph)
  walk.visit(root.data, one('openapi'), { source: root, base: root.uri })
  for (;;) {
    const wanted = walk.wantedUris().filter((uri) => !sources.has(uri) && !unavailable.has(uri))
    await Promise.all(
      wanted.map(async (uri) => {
        try {
          const source = await reader.read(uri, policy)
          sources.set(uri, source)
          // After a redirect a source has another URI than it was asked for by.
          if (!sources.has(source.uri)) sources.set(source.uri, source)
        } catch (error) {
          if (!(error instanceof SourceUnavailable)) throw error
          unavailable.set(uri, error)
        }
      }),
    )
    if (!walk.followWanted()) return graph
  }
}

interface Visit {
  readonly value: unknown
  readonly child: ChildKind
  readonly scope: Scope
}

interface WantedReference {
  readonly ref: string
  readonly child: ChildKind
  readonly scope: Scope
}

class ReferenceWalk {
  readonly #graph: SourceGraph
  /** Objects visited, by what they were visited as. */
  readonly #seen = new Map<string, Set<object>>()
  readonly #pending: Visit[] = []
  /** References that led nowhere when they were met: to files not read yet, or to `$id`s not met yet. */
  #wanted: WantedReference[] = []

  constructor(graph: SourceGraph) {
    this.#graph = graph
  }

  visit(value: unknown, child: ChildKind, scope: Scope) {
    this.#push(value, child, scope)
    for (let next = this.#pending.pop(); next; next = this.#pending.pop()) this.#visitOne(next)
  }

  /** Files and URLs that would have to be read to get on. */
  wantedUris(): string[] {
    const uris = this.#wanted.map(({ ref, scope }) => {
      if (this.#graph.resolve(ref, scope).found) return undefined
      const { uri } = splitReference(ref)
      if (uri === '') return undefined
      // A `$id` on the web beside a file on the disk: the file is what the author's tools read.
      const { source, base } = scope
      const isNearer = source.uri.startsWith('file:') && !base.startsWith('file:')
      const absolute = absoluteUri(uri, isNearer ? source.uri : base)
      return absolute === undefined || refuseCrossing(source, absolute) ? undefined : absolute
    })
    return [...new Set(uris.filter((uri) => uri !== undefined))]
  }

  /** Walks on where references lead now. Says whether there was any. */
  followWanted(): boolean {
    const wanted = this.#wanted
    this.#wanted = []
    let isMoved = false
    for (const { ref, child, scope } of wanted) {
      const resolution = this.#graph.resolve(ref, scope)
      if (!resolution.found) continue
      isMoved = true
      this.visit(resolution.target.value, child, resolution.target)
    }
    return isMoved
  }

  #visitOne({ value, child, scope }: Visit) {
    if (Array.isArray(value)) {
      for (const item of value) this.#push(item, one(child.kind), scope)
      return
    }
    if (!isJsonObject(value) || this.#isSeen(value, child)) return
    const inside =
      child.kind === 'schema' && !isMap(child) ? this.#enterSchema(value, scope) : scope
    if (isReference(value)) this.#follow(value.$ref, child, inside)
    const shape = objectKinds[child.kind]
    for (const [key, member] of Object.entries(value)) {
      const next = isMap(child) ? one(child.kind) : childKind(shape, key)
      if (next) this.#push(member, next, inside)
    }
  }

  #enterSchema(schema: JsonObject, scope: Scope): Scope {
    const inside = this.#graph.scopeInside(schema, scope)
    this.#graph.resources.register(schema, inside)
    const discriminator = schema.discriminator
    const mapping = isJsonObject(discriminator) ? discriminator.mapping : undefined
    for (const target of isJsonObject(mapping) ? Object.values(mapping) : []) {
      if (typeof target === 'string' && isUriReference(target)) {
        this.#follow(target, one('schema'), inside)
      }
    }
    return inside
  }

  #push(value: unknown, child: ChildKind, scope: Scope) {
    if (typeof value === 'object' && value !== null) this.#pending.push({ value, child, scope })
  }

  #isSeen(value: object, child: ChildKind): boolean {
    const key = isMap(child) ? `map ${child.kind}` : child.kind
    const seen = this.#seen.get(key) ?? new Set()
    if (seen.has(value)) return true
    seen.add(value)
    this.#seen.set(key, seen)
    return false
  }

  #follow(ref: string, child: ChildKind, scope: Scope) {
    const resolution = this.#graph.resolve(ref, scope)
    if (resolution.found && !resolution.strayed) {
      this.#push(resolution.target.value, child, resolution.target)
    } else {
      this.#wanted.push({ ref, child, scope })
    }
  }
}

function one(kind: ObjectKind): ChildKind {
  return { kind, arrangement: 'one' }
}
