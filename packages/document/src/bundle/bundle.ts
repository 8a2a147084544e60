import { isJsonObject, type JsonPointer, joinPointer } from '@concordat/core'
import type { DocumentDefect } from '../finding-log.ts'
import type { DocumentSource } from '../load/document-source.ts'
import { ComponentNames } from './component-names.ts'
import { type Draft, ensureObject, isDraft, setMember } from './draft.ts'
import { type ChildKind, childKind, type ObjectKind, objectKinds } from './object-kinds.ts'
import type { Origins } from './origins.ts'
import {
  isReference,
  type ReferenceObject,
  type ReferenceTarget,
  referenceTo,
} from './reference.ts'
import { refuseCircle } from './reference-circle.ts'
import { isUriReference, type SourceGraph } from './source-graph.ts'

/** What a rule that changes one object needs to know of its surroundings. */
export interface ObjectContext {
  readonly pointer: JsonPointer
  readonly source: DocumentSource
  /** The object as the file has it. */
  readonly raw: object
  report(id: DocumentDefect['id'], message: string, key?: string | number): void
  /** A reference (or, for a discriminator, a schema's name) as the bundled document says it. */
  reference(ref: string): string | undefined
}

/** Changes an object after its children were copied; runs once for every object of the document. */
export type ObjectRule = (kind: ObjectKind, draft: Draft, context: ObjectContext) => void

export interface BundleOptions {
  readonly graph: SourceGraph
  readonly origins: Origins
  readonly report: (defect: DocumentDefect) => void
  readonly rule: ObjectRule
}

interface Place {
  readonly pointer: JsonPointer
  readonly source: DocumentSource
}

interface Hoisted {
  readonly kind: ObjectKind
  readonly section: string
  readonly name: string
  readonly target: ReferenceTarget
}

/**
 * Copies a document and everything it refers to into one, in which every reference is internal. Redocly's bundler is
 * not used: it forgets where nodes came from, and findings must name file, line and column.
 */
export function bundle(options: BundleOptions): Draft {
  return new Bundler(options).run()
}

class Bundler {
  readonly #graph: SourceGraph
  readonly #origins: Origins
  readonly #report: (defect: DocumentDefect) => void
  readonly #rule: ObjectRule
  readonly #names: ComponentNames
  readonly #hoisted: Hoisted[] = []
  readonly #inlining = new Set<unknown>()

  constructor({ graph, origins, report, rule }: BundleOptions) {
    this.#graph = graph
    this.#origins = origins
    this.#report = report
    this.#rule = rule
    this.#names = new ComponentNames(graph)
  }

  run(): Draft {
    const { root } = this.#graph
    const document = this.#copy(
      root.data,
      { kind: 'openapi', arrangement: 'one' },
      { pointer: '', source: root },
    )
    if (!isDraft(document)) return {}
    for (let next = this.#hoisted.shift(); next; next = this.#hoisted.shift()) {
      const { kind, section, name, target } = next
      const components = ensureObject(document, 'components')
      const place = { pointer: joinPointer('/components', section, name), source: target.source }
      const copy = this.#copy(target.value, { kind, arrangement: 'one' }, place)
      if (copy !== undefined) setMember(ensureObject(components, section), name, copy)
    }
    return document
  }

  #copy(raw: unknown, child: ChildKind, place: Place): unknown {
    if (Array.isArray(raw)) return this.#copyList(raw, child, place)
    if (!isJsonObject(raw)) return raw
    if (child.arrangement === 'map') return this.#copyMap(raw, child, place)
    if (isReference(raw)) return this.#copyReference(raw, child, place)
    return this.#copyObject(raw, child.kind, place)
  }

  #copyList(raw: readonly unknown[], child: ChildKind, place: Place): unknown[] {
    const copy: unknown[] = []
    this.#origins.set(copy, place.source, raw)
    for (const [index, item] of raw.entries()) {
      const member = this.#copyMember(
        raw,
        index,
        item,
        { kind: child.kind, arrangement: 'one' },
        place,
      )
      if (member !== undefined) copy.push(member)
    }
    return copy
  }

  #copyMap(raw: object, child: ChildKind, place: Place): unknown {
    if (isReference(raw)) return this.#inline(raw, child, place)
    const copy: Draft = {}
    this.#origins.set(copy, place.source, raw)
    for (const [name, item] of Object.entries(raw)) {
      const member = this.#copyMember(
        raw,
        name,
        item,
        { kind: child.kind, arrangement: 'one' },
        place,
      )
      if (member !== undefined) setMember(copy, name, member)
    }
    return copy
  }

  #copyMember(
    raw: object,
    key: string | number,
    value: unknown,
    child: ChildKind,
    place: Place,
  ): unknown {
    const inside = { pointer: joinPointer(place.pointer, key), source: place.source }
    if (value !== null) return this.#copy(value, child, inside)
    this.#report({
      id: 'document-value-null',
      message: `\`${key}\` is null where an object is expected; it is read as empty. Write an object, or leave it out.`,
      pointer: inside.pointer,
      source: place.source.position(raw, key),
    })
    return child.kind === 'parameter' || child.kind === 'example' ? undefined : {}
  }

  /** `ref`: what its `$ref` becomes, when it is a reference. */
  #copyObject(raw: object, kind: ObjectKind, place: Place, ref?: string): Draft {
    const copy: Draft = {}
    this.#origins.set(copy, place.source, raw)
    const shape = objectKinds[kind]
    for (const [key, value] of Object.entries(raw)) {
      const child = childKind(shape, key)
      if (key === '$ref' && ref !== undefined) {
        copy[key] = ref
        continue
      }
      const member = child ? this.#copyMember(raw, key, value, child, place) : value
      if (member !== undefined) setMember(copy, key, member)
    }
    this.#rule(kind, copy, this.#context(raw, place))
    return copy
  }

  #context(raw: object, { pointer, source }: Place): ObjectContext {
    return {
      pointer,
      source,
      raw,
      report: (id, message, key) =>
        this.#report({
          id,
          message,
          pointer: key === undefined ? pointer : joinPointer(pointer, key),
          source: source.position(raw, key),
        }),
      reference: (ref) => this.#mappedReference(ref, source),
    }
  }

  /** What a discriminator's mapping names: a schema of the same file by its bare name, or a reference. */
  #mappedReference(ref: string, source: DocumentSource): string | undefined {
    const named = `#${joinPointer('/components/schemas', ref)}`
    const byName = this.#graph.resolve(named, source)
    if (byName.found) return this.#referenceInBundle(named, byName.target, 'schema')
    if (!isUriReference(ref)) return undefined
    const resolution = this.#graph.resolve(ref, source)
    return resolution.found ? this.#referenceInBundle(ref, resolution.target, 'schema') : undefined
  }

  #copyReference(raw: ReferenceObject, child: ChildKind, place: Place): unknown {
    const { kind } = child
    const shape = objectKinds[kind]
    if (shape.section === undefined) return this.#inline(raw, child, place)
    const resolution = this.#graph.resolve(raw.$ref, place.source)
    if (!resolution.found) return this.#lost(raw, kind, place, resolution)
    refuseCircle(this.#graph, raw, place.source)
    const { target } = resolution
    const own = this.#names.claimed(kind, target)
    if (own !== undefined && place.pointer === joinPointer('/components', shape.section, own)) {
      return this.#copy(target.value, child, { pointer: place.pointer, source: target.source })
    }
    return this.#copyObject(raw, kind, place, this.#referenceInBundle(raw.$ref, target, kind))
  }

  #referenceInBundle(ref: string, target: ReferenceTarget, kind: ObjectKind): string {
    if (target.source === this.#graph.root)
      return ref.startsWith('#') ? ref : referenceTo(target.pointer)
    const section = objectKinds[kind].section ?? 'schemas'
    const known = this.#names.claimed(kind, target)
    const name = known ?? this.#names.claim(kind, target)
    if (known === undefined) this.#hoisted.push({ kind, section, name, target })
    return referenceTo(joinPointer('/components', section, name))
  }

  /** Puts the target in the reference's place, where OpenAPI has no components for it. */
  #inline(raw: ReferenceObject, child: ChildKind, place: Place): unknown {
    const resolution = this.#graph.resolve(raw.$ref, place.source)
    if (!resolution.found) return this.#lost(raw, child.kind, place, resolution)
    const { source, value } = resolution.target
    if (child.arrangement === 'map' || !objectKinds[child.kind].referable) {
      this.#report({
        id: 'reference-misplaced',
        message: `OpenAPI allows no \`$ref\` here; \`${raw.$ref}\` was put in its place.`,
        pointer: place.pointer,
        source: place.source.position(raw, '$ref'),
      })
    }
    if (this.#inlining.has(value)) {
      refuseCircle(this.#graph, raw, place.source)
      return this.#lost(raw, child.kind, place, { refused: false, reason: 'it contains itself' })
    }
    this.#inlining.add(value)
    const target = this.#copy(value, child, { pointer: place.pointer, source })
    this.#inlining.delete(value)
    const { $ref, ...siblings } = raw
    if (!isDraft(target) || Object.keys(siblings).length === 0) return target
    const beside = this.#copy(siblings, child, place)
    if (isDraft(beside)) {
      for (const [key, member] of Object.entries(beside)) setMember(target, key, member)
    }
    return target
  }

  #lost(
    raw: ReferenceObject,
    kind: ObjectKind,
    place: Place,
    { refused, reason }: { refused: boolean; reason: string },
  ): unknown {
    const id =
      kind === 'example'
        ? 'example-reference-unresolved'
        : kind === 'link'
          ? 'link-reference-unresolved'
          : refused
            ? 'reference-refused'
            : 'reference-unresolved'
    this.#report({
      id,
      message: `The reference \`${raw.$ref}\` cannot be followed: ${reason}.`,
      pointer: place.pointer,
      source: place.source.position(raw, '$ref'),
      evidence: { $ref: raw.$ref },
    })
    return kind === 'schema' ? {} : undefined
  }
}
