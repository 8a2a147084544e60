import { isJsonObject, type JsonPointer, valueAt } from '@concordat/core'
import { absoluteUri, splitReference } from '@concordat/model'
import type { DocumentSource } from '../load/document-source.ts'
import type { SourceUnavailable } from '../load/source-unavailable.ts'
import { dialectOf } from '../normalise/dialect.ts'
import { baseAt, baseInside, type SchemaResources, type Scope } from './schema-resources.ts'

/** What a reference leads to. */
export interface ReferenceTarget extends Scope {
  readonly pointer: JsonPointer
  readonly value: unknown
}

/** What a reference leads to, or why it leads nowhere. */
export type Resolution =
  | {
      readonly found: true
      readonly target: ReferenceTarget
      /** Found from the file, although a `$id` around says that references start elsewhere. */
      readonly strayed: boolean
    }
  | { readonly found: false; readonly refused: boolean; readonly reason: string }

/** Why a reference from one file to another is refused whatever is allowed: the web may not read the disk. */
export function refuseCrossing(from: DocumentSource, uri: string): string | undefined {
  return uri.startsWith('file:') && !from.uri.startsWith('file:')
    ? 'a document from the web may not refer to files'
    : undefined
}

/** A document's files and URLs, as far as its references reach. */
export class SourceGraph {
  readonly root: DocumentSource
  readonly resources: SchemaResources
  readonly #sources: ReadonlyMap<string, DocumentSource>
  readonly #unavailable: ReadonlyMap<string, SourceUnavailable>

  constructor(
    root: DocumentSource,
    sources: ReadonlyMap<string, DocumentSource>,
    unavailable: ReadonlyMap<string, SourceUnavailable>,
    resources: SchemaResources,
  ) {
    this.root = root
    this.resources = resources
    this.#sources = sources
    this.#unavailable = unavailable
  }

  get sources(): readonly DocumentSource[] {
    return [...new Set(this.#sources.values())]
  }

  /** Scope of what is inside an object: `$id` is a keyword of 3.1's schemas only. */
  scopeInside(raw: object, scope: Scope): Scope {
    if (!isJsonObject(raw) || !Object.hasOwn(raw, '$id') || !this.#hasIds(scope.source))
      return scope
    return { source: scope.source, base: baseInside(raw, scope.base) }
  }

  #hasIds(source: DocumentSource): boolean {
    return dialectOf(source, this.root) !== '3.0'
  }

  #baseAt(source: DocumentSource, pointer: JsonPointer): string {
    return this.#hasIds(source) ? baseAt(source, pointer) : source.uri
  }

  /** The one place where a `$ref` of the files is resolved. */
  resolve(ref: string, scope: Scope): Resolution {
    const { uri, fragment } = splitReference(ref)
    const byBase = uri === '' ? scope.base : absoluteUri(uri, scope.base)
    if (byBase === undefined) return missing('it is not a URI reference')
    const named = this.#resolveNamed(byBase, fragment)
    if (named) return { found: true, target: named, strayed: false }
    const first = this.#resolveFile(byBase, fragment, scope.source)
    const { source } = scope
    if (first.found || scope.base === source.uri) return first
    const byFile = uri === '' ? source.uri : absoluteUri(uri, source.uri)
    if (byFile === undefined) return first
    const second = this.#resolveFile(byFile, fragment, source)
    return second.found ? { ...second, strayed: true } : first
  }

  #resolveNamed(uri: string, fragment: string): ReferenceTarget | undefined {
    const named = this.resources.find(uri, fragment)
    const value = named && valueAt(named.value, named.rest)
    if (!named || value === undefined) return undefined
    const pointer = this.resources.pointer(named) + named.rest
    return { source: named.source, pointer, value, base: this.#baseAt(named.source, pointer) }
  }

  #resolveFile(uri: string, fragment: string, from: DocumentSource): Resolution {
    const refusal = refuseCrossing(from, uri)
    if (refusal !== undefined) return { found: false, refused: true, reason: refusal }
    const source = this.#sources.get(uri)
    if (!source) {
      const unavailable = this.#unavailable.get(uri)
      const refused = unavailable?.reason === 'refused'
      return { found: false, refused, reason: unavailable?.message ?? 'nothing is called so' }
    }
    const isPointer = fragment === '' || fragment.startsWith('/')
    const value = isPointer ? valueAt(source.data, fragment) : undefined
    if (value === undefined) return missing(whyMissing(source, fragment))
    if (source === this.root && fragment === '') return missing('it names the whole document')
    const target = { source, pointer: fragment, value, base: this.#baseAt(source, fragment) }
    return { found: true, target, strayed: false }
  }
}

function missing(reason: string): Resolution {
  return { found: false, refused: false, reason }
}

function whyMissing(source: DocumentSource, fragment: string): string {
  const reason = `there is no \`#${fragment}\` in \`${source.location}\``
  const slashed = `/${fragment}`
  const isNearMiss = !fragment.startsWith('/') && valueAt(source.data, slashed) !== undefined
  return isNearMiss ? `${reason}; write \`#${slashed}\`` : reason
}
