import { isJsonObject } from '@concordat/core'
import type { DocumentSource } from '../load/document-source.ts'
import type { ReadingPolicy } from '../load/reading-policy.ts'
import type { SourceReader } from '../load/source-reader.ts'
import { SourceUnavailable } from '../load/source-unavailable.ts'
import { type ChildKind, childKind, type ObjectKind, objectKinds } from './object-kinds.ts'
import {
  absoluteUri,
  findFragment,
  isReference,
  type ReferenceTarget,
  splitReference,
} from './reference.ts'

/** What a reference leads to, or why it leads nowhere. */
export type Resolution =
  | { readonly found: true; readonly target: ReferenceTarget }
  | { readonly found: false; readonly refused: boolean; readonly reason: string }

/** A document's files and URLs, as far as its references reach. */
export class SourceGraph {
  readonly root: DocumentSource
  readonly #sources: ReadonlyMap<string, DocumentSource>
  readonly #unavailable: ReadonlyMap<string, SourceUnavailable>

  constructor(
    root: DocumentSource,
    sources: ReadonlyMap<string, DocumentSource>,
    unavailable: ReadonlyMap<string, SourceUnavailable>,
  ) {
    this.root = root
    this.#sources = sources
    this.#unavailable = unavailable
  }

  get sources(): readonly DocumentSource[] {
    return [...this.#sources.values()]
  }

  /** The one place where a `$ref` of the files is resolved. */
  resolve(ref: string, from: DocumentSource): Resolution {
    const { uri, fragment } = splitReference(ref)
    const absolute = uri === '' ? from.uri : absoluteUri(uri, from.uri)
    if (absolute === undefined) return missing('it is not a URI reference')
    const source = this.#sources.get(absolute)
    if (!source) {
      const unavailable = this.#unavailable.get(absolute)
      return {
        found: false,
        refused: unavailable?.reason === 'refused',
        reason: unavailable?.message ?? 'it was not loaded',
      }
    }
    const target = findFragment(source, fragment)
    if (!target) return missing(`there is no \`#${fragment}\` in \`${source.location}\``)
    return { found: true, target }
  }
}

function missing(reason: string): Resolution {
  return { found: false, refused: false, reason }
}

interface Visit {
  readonly value: unknown
  readonly child: ChildKind
  readonly source: DocumentSource
}

interface Wanted {
  readonly uri: string
  readonly policy: ReadingPolicy
  readonly waiting: { readonly fragment: string; readonly child: ChildKind }[]
}

/** Reads every file and URL that a document's references reach, in rounds, each source once. */
export async function collectSources(
  root: DocumentSource,
  reader: SourceReader,
  policy: ReadingPolicy,
): Promise<SourceGraph> {
  const sources = new Map([[root.uri, root]])
  const unavailable = new Map<string, SourceUnavailable>()
  const walk = new ReferenceWalk(sources, unavailable, policy)
  walk.visit({ value: root.data, child: oneOf('openapi'), source: root })
  for (let wanted = walk.takeWanted(); wanted.length > 0; wanted = walk.takeWanted()) {
    await Promise.all(
      wanted.map(async ({ uri, policy: allowed }) => {
        try {
          sources.set(uri, await reader.read(uri, allowed))
        } catch (error) {
          if (!(error instanceof SourceUnavailable)) throw error
          unavailable.set(uri, error)
        }
      }),
    )
    for (const { uri, waiting } of wanted) {
      const source = sources.get(uri)
      if (!source) continue
      for (const { fragment, child } of waiting) {
        walk.visit({ value: findFragment(source, fragment)?.value, child, source })
      }
    }
  }
  return new SourceGraph(root, sources, unavailable)
}

class ReferenceWalk {
  readonly #sources: ReadonlyMap<string, DocumentSource>
  readonly #unavailable: ReadonlyMap<string, SourceUnavailable>
  readonly #policy: ReadingPolicy
  readonly #seen = new WeakMap<object, Set<string>>()
  readonly #pending: Visit[] = []
  #wanted = new Map<string, Wanted>()

  constructor(
    sources: ReadonlyMap<string, DocumentSource>,
    unavailable: ReadonlyMap<string, SourceUnavailable>,
    policy: ReadingPolicy,
  ) {
    this.#sources = sources
    this.#unavailable = unavailable
    this.#policy = policy
  }

  takeWanted(): Wanted[] {
    const wanted = [...this.#wanted.values()]
    this.#wanted = new Map()
    return wanted
  }

  visit(start: Visit) {
    this.#pending.push(start)
    for (let next = this.#pending.pop(); next; next = this.#pending.pop()) this.#visitOne(next)
  }

  #visitOne({ value, child, source }: Visit) {
    if (Array.isArray(value)) {
      for (const item of value) this.#push(item, oneOf(child.kind), source)
      return
    }
    if (!isJsonObject(value) || this.#isSeen(value, child)) return
    if (isReference(value)) this.#follow(value.$ref, child, source)
    if (child.arrangement === 'map') {
      for (const item of Object.values(value)) this.#push(item, oneOf(child.kind), source)
      return
    }
    if (child.kind === 'schema') this.#followMapping(value.discriminator, source)
    const shape = objectKinds[child.kind]
    for (const [key, member] of Object.entries(value)) {
      const next = typeof member === 'object' && member !== null && childKind(shape, key)
      if (next) this.#push(member, next, source)
    }
  }

  #push(value: unknown, child: ChildKind, source: DocumentSource) {
    if (typeof value === 'object' && value !== null) this.#pending.push({ value, child, source })
  }

  #isSeen(value: object, { kind, arrangement }: ChildKind): boolean {
    const key = arrangement === 'map' ? `map ${kind}` : kind
    const kinds = this.#seen.get(value)
    if (kinds?.has(key)) return true
    if (kinds) kinds.add(key)
    else this.#seen.set(value, new Set([key]))
    return false
  }

  #followMapping(discriminator: unknown, source: DocumentSource) {
    if (!isJsonObject(discriminator) || !isJsonObject(discriminator.mapping)) return
    for (const value of Object.values(discriminator.mapping)) {
      if (typeof value === 'string' && isUriReference(value)) {
        this.#follow(value, oneOf('schema'), source)
      }
    }
  }

  #follow(ref: string, child: ChildKind, source: DocumentSource) {
    const { uri, fragment } = splitReference(ref)
    const absolute = uri === '' ? source.uri : absoluteUri(uri, source.uri)
    if (absolute === undefined || this.#unavailable.has(absolute)) return
    const loaded = this.#sources.get(absolute)
    if (loaded) {
      this.#push(findFragment(loaded, fragment)?.value, child, loaded)
      return
    }
    const wanted = this.#wanted.get(absolute) ?? {
      uri: absolute,
      policy: this.#policy,
      waiting: [],
    }
    wanted.waiting.push({ fragment, child })
    this.#wanted.set(absolute, wanted)
  }
}

function oneOf(kind: ObjectKind): ChildKind {
  return { kind, arrangement: 'one' }
}

/** Whether the value of a discriminator's mapping is a reference rather than the bare name of a schema. */
export function isUriReference(value: string): boolean {
  return /[/#]|\.(?:json|ya?ml)$/i.test(value)
}
