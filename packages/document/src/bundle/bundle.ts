import { ConcordatError, isJsonObject, joinPointer } from '@concordat/core'
import type { DocumentDefect } from '@concordat/model'
import { isReference, type ReferenceObject } from '@concordat/model'
import { ComponentReferences } from './component-references.ts'
import { type BundleContext, CopyContext } from './copy-context.ts'
import { type Draft, ensureObject, isDraft, setMember } from './draft.ts'
import { lostReference, readShape, readsNullAs } from './lost-value.ts'
import { type ChildKind, childKind, isMap, type ObjectKind, objectKinds } from './object-kinds.ts'
import type { ObjectRule } from './object-rule.ts'
import type { Origins } from './origins.ts'
import { Place } from './place.ts'
import { ReferenceChains } from './reference-chains.ts'
import type { Scope } from './schema-resources.ts'
import type { Resolution, SourceGraph } from './source-graph.ts'

export interface BundleOptions {
  readonly graph: SourceGraph
  readonly origins: Origins
  readonly report: (defect: DocumentDefect) => void
  readonly rule: ObjectRule
  /** Objects and arrays that the bundle may have. */
  readonly maxNodes: number
  /** Levels of objects and arrays that the bundle may have. */
  readonly maxDepth: number
}

export interface Bundle {
  readonly document: Draft
  /** Objects of files that links refer to, by the link. */
  readonly linked: ReadonlyMap<Draft, unknown>
}

/** Objects put one into the other; more than any real document has. */
const MAX_INLINED = 100

/**
 * Copies a document and everything it refers to into one, in which every reference is `#/components/<section>/<name>`:
 * whatever else is referred to becomes a component. Every copy remembers where it came from; that is why Redocly's
 * bundler, which forgets, is not used here.
 */
export function bundle(options: BundleOptions): Bundle {
  return new Bundler(options).run()
}

/** A member of an object or list that is being copied to a place. */
interface Member {
  readonly raw: object
  readonly key: string | number
  readonly value: unknown
  readonly place: Place
}

class Bundler {
  readonly #options: BundleOptions
  readonly #graph: SourceGraph
  readonly #references: ComponentReferences
  readonly #chains: ReferenceChains
  readonly #context: BundleContext
  readonly #inlining = new Set<unknown>()
  #nodes = 0

  constructor(options: BundleOptions) {
    this.#options = options
    this.#graph = options.graph
    this.#references = new ComponentReferences(options.graph)
    this.#chains = new ReferenceChains(options.graph)
    this.#context = {
      references: this.#references,
      keepsIdentifiers: options.graph.resources.isDynamic,
      report: options.report,
    }
  }

  run(): Bundle {
    const { root } = this.#graph
    const scope = { source: root, base: root.uri }
    const document = this.#copy(root.data, one('openapi'), Place.at('', scope))
    if (!isDraft(document)) return { document: {}, linked: this.#references.linked }
    // Copying one may add more to the end of the list.
    for (const { kind, section, name, target } of this.#references.hoisted) {
      const pointer = joinPointer('/components', section, name)
      const copy = this.#copy(target.value, one(kind), Place.at(pointer, target))
      setMember(ensureObject(ensureObject(document, 'components'), section), name, copy ?? {})
    }
    return { document, linked: this.#references.linked }
  }

  #copy(raw: unknown, child: ChildKind, place: Place): unknown {
    if (Array.isArray(raw)) return this.#copyList(raw, child, place)
    if (!isJsonObject(raw)) return raw
    if (isMap(child)) return this.#copyMap(raw, child, place)
    if (isReference(raw)) {
      const isList = child.arrangement === 'list' && child.kind !== 'schema'
      return isList
        ? this.#inline(raw, child, place)
        : this.#copyReference(raw, one(child.kind), place)
    }
    return this.#copyObject(raw, child.kind, place)
  }

  #copyList(raw: readonly unknown[], child: ChildKind, place: Place): unknown[] {
    const copy: unknown[] = []
    this.#remember(copy, raw, place)
    for (const [index, item] of raw.entries()) {
      const member = this.#copyMember({ raw, key: index, value: item, place }, one(child.kind))
      if (member !== undefined) copy.push(member)
    }
    return copy
  }

  #copyMap(raw: object, child: ChildKind, place: Place): unknown {
    if (isReference(raw)) return this.#inline(raw, child, place)
    const copy: Draft = {}
    this.#remember(copy, raw, place)
    for (const [name, item] of Object.entries(raw)) {
      const isNames = child.arrangement === 'map-or-names' && Array.isArray(item)
      const member = isNames
        ? item
        : this.#copyMember({ raw, key: name, value: item, place }, one(child.kind))
      if (member !== undefined) setMember(copy, name, member)
    }
    return copy
  }

  /** `ref`: what its `$ref` becomes, when it is a reference. */
  #copyObject(raw: object, kind: ObjectKind, around: Place, ref?: string): Draft {
    const place = kind === 'schema' ? around.from(this.#graph.scopeInside(raw, around)) : around
    const copy: Draft = {}
    this.#remember(copy, raw, place)
    const shape = objectKinds[kind]
    for (const [key, value] of Object.entries(raw)) {
      const child = childKind(shape, key)
      const member =
        key === '$ref' && ref !== undefined
          ? ref
          : child || value === null
            ? this.#copyMember({ raw, key, value, place }, child, kind)
            : value
      if (member !== undefined) setMember(copy, key, member)
    }
    this.#options.rule(kind, copy, new CopyContext(raw, place, this.#context))
    return copy
  }

  #copyMember(member: Member, child: ChildKind | undefined, owner?: ObjectKind): unknown {
    const { raw, key, value, place } = member
    if (value !== null && child) {
      return this.#copy(this.#shaped(member, child, owner), child, place.member(key))
    }
    const reading = readsNullAs(owner, String(key), child)
    if (!reading.isDefect) return value
    this.#options.report({
      id: 'document-value-null',
      message: `\`${key}\` is null; it is read as if it were ${reading.value ? 'empty' : 'not there'}.`,
      pointer: joinPointer(place.pointer, key),
      source: place.source.position(raw, key),
    })
    return reading.value
  }

  /** The value, when it is the object or list that belongs here; `undefined` else. */
  #shaped(
    { raw, key, value, place }: Member,
    child: ChildKind,
    owner: ObjectKind | undefined,
  ): unknown {
    const shape = readShape(value, child, owner)
    if (shape.defect === undefined) return value
    this.#options.report({
      id: shape.value === undefined ? 'document-value-malformed' : 'document-value-mistyped',
      message: `\`${key}\` is ${shape.defect}`,
      pointer: joinPointer(place.pointer, key),
      source: place.source.position(raw, key),
    })
    return shape.value
  }

  #remember(copy: object, raw: object, { source, depth }: Place) {
    if (depth > this.#options.maxDepth) {
      throw new ConcordatError(
        'E_DOCUMENT_TOO_DEEP',
        `\`${this.#graph.root.location}\` is nested deeper than ${this.#options.maxDepth} levels when its references are followed.`,
      )
    }
    if (++this.#nodes > this.#options.maxNodes) {
      throw new ConcordatError(
        'E_DOCUMENT_TOO_BIG',
        `\`${this.#graph.root.location}\` grows beyond ${this.#options.maxNodes} objects when its references are followed.`,
      )
    }
    this.#options.origins.set(copy, source, raw)
  }

  #copyReference(raw: ReferenceObject, child: ChildKind, place: Place): unknown {
    const { kind } = child
    const { section } = objectKinds[kind]
    if (section === undefined) return this.#inline(raw, child, place)
    const scope = kind === 'schema' ? this.#graph.scopeInside(raw, place) : place
    const resolution = this.#resolve(raw, child, scope)
    if (!resolution.found) return this.#lose(raw, kind, place, resolution)
    const { target, strayed } = resolution
    if (strayed) this.#reportStrayed(raw, place)
    const own = this.#references.claimed(kind, target)
    if (own !== undefined && place.pointer === joinPointer('/components', section, own)) {
      return this.#copy(target.value, child, place.from(target))
    }
    const reference = this.#references.to(target, kind)
    // In a resource of its own `#/components/...` would start from there: dynamic documents keep what they say.
    const isKept = this.#graph.resources.isDynamic && scope.base !== scope.source.uri
    return this.#copyObject(raw, kind, place, isKept ? raw.$ref : reference)
  }

  /** The target of a reference, when it means something of the right kind in the end. */
  #resolve(raw: ReferenceObject, child: ChildKind, scope: Scope): Resolution {
    const resolution = this.#graph.resolve(raw.$ref, scope)
    if (!resolution.found) return resolution
    const end = this.#chains.end(raw, scope)
    const isMeaningful = end !== undefined && readShape(end, child).defect === undefined
    // A schema that leads nowhere is replaced by one that allows everything: it can be referred to.
    if (isMeaningful || (child.kind === 'schema' && end === undefined)) return resolution
    const reason = end === undefined ? 'what it names leads nowhere' : 'what it names is no object'
    return { found: false, refused: false, reason }
  }

  #reportStrayed(raw: ReferenceObject, place: Place) {
    this.#options.report({
      id: 'reference-outside-id',
      message: `A \`$id\` around says where references start, but \`${raw.$ref}\` leads nowhere from there; it was followed from the file. Remove the \`$id\`, or write the reference relative to it.`,
      pointer: place.pointer,
      source: place.source.position(raw, '$ref'),
    })
  }

  /** Puts the target in the reference's place, where OpenAPI has no components for it. */
  #inline(raw: ReferenceObject, child: ChildKind, place: Place): unknown {
    const resolution = this.#resolve(raw, child, place)
    if (!resolution.found) return this.#lose(raw, child.kind, place, resolution)
    const { target } = resolution
    if (child.arrangement !== 'one' || !objectKinds[child.kind].referable) {
      this.#options.report({
        id: 'reference-misplaced',
        message: `OpenAPI allows no \`$ref\` here; what \`${raw.$ref}\` names was put in its place.`,
        pointer: place.pointer,
        source: place.source.position(raw, '$ref'),
      })
    }
    if (this.#inlining.has(target.value) || this.#inlining.size >= MAX_INLINED) {
      return this.#lose(raw, child.kind, place, { refused: false, reason: 'it contains itself' })
    }
    this.#inlining.add(target.value)
    const copy = this.#copy(target.value, child, place.from(target))
    this.#inlining.delete(target.value)
    const { $ref, ...siblings } = raw
    if (!isDraft(copy) || Object.keys(siblings).length === 0) return copy
    const beside = this.#copy(siblings, child, place)
    if (isDraft(beside)) {
      for (const [key, member] of Object.entries(beside)) setMember(copy, key, member)
    }
    return copy
  }

  #lose(
    raw: ReferenceObject,
    kind: ObjectKind,
    place: Place,
    why: { readonly refused: boolean; readonly reason: string },
  ): unknown {
    this.#options.report({
      id: lostReference(kind, why.refused),
      message: `The reference \`${raw.$ref}\` cannot be followed: ${why.reason}.`,
      pointer: place.pointer,
      source: place.source.position(raw, '$ref'),
      evidence: { $ref: raw.$ref },
    })
    return kind === 'schema' ? {} : undefined
  }
}

function one(kind: ObjectKind): ChildKind {
  return { kind, arrangement: 'one' }
}
