import { joinPointer } from '@concordat/core'
import { absoluteUri, isUriReference, referenceTo, splitReference } from '@concordat/model'
import { ComponentNames, isComponent } from './component-names.ts'
import type { Draft } from './draft.ts'
import { type ObjectKind, objectKinds } from './object-kinds.ts'
import type { Scope } from './schema-resources.ts'
import type { ReferenceTarget, SourceGraph } from './source-graph.ts'

/** A target of references that becomes a component of the bundled document. */
export interface Hoisted {
  readonly kind: ObjectKind
  readonly section: string
  readonly name: string
  readonly target: ReferenceTarget
}

/** Says how the bundled document refers to what its files refer to. */
export class ComponentReferences {
  /** What is not a component yet; grows while it is copied. */
  readonly hoisted: Hoisted[] = []
  /** Objects of files that the `operationRef` of links lead to. */
  readonly linked = new Map<Draft, unknown>()
  readonly #graph: SourceGraph
  readonly #names: ComponentNames

  constructor(graph: SourceGraph) {
    this.#graph = graph
    this.#names = new ComponentNames(graph)
  }

  /** The component that a reference's target is in the bundled document. */
  to(target: ReferenceTarget, kind: ObjectKind): string {
    const section = objectKinds[kind].section ?? 'schemas'
    if (isComponent(target, section, this.#graph.root)) return referenceTo(target.pointer)
    const known = this.#names.claimed(kind, target)
    const name = known ?? this.#names.claim(kind, section, target)
    if (known === undefined) this.hoisted.push({ kind, section, name, target })
    return referenceTo(joinPointer('/components', section, name))
  }

  /** Name of the component that is nothing but a reference to this target. */
  claimed(kind: ObjectKind, target: ReferenceTarget): string | undefined {
    return this.#names.claimed(kind, target)
  }

  /** What a discriminator's mapping names: a schema of the same file by its bare name, or a reference. */
  mapped(ref: string, scope: Scope): string | undefined {
    const { source } = scope
    const named = referenceTo(joinPointer('/components/schemas', ref))
    const byName = this.#graph.resolve(named, { source, base: source.uri })
    if (byName.found) return this.to(byName.target, 'schema')
    const resolution = isUriReference(ref) ? this.#graph.resolve(ref, scope) : undefined
    return resolution?.found ? this.to(resolution.target, 'schema') : undefined
  }

  /** Remembers what a link's `operationRef` leads to. */
  link(link: Draft, ref: string, scope: Scope) {
    const { root } = this.#graph
    const resolution = this.#graph.resolve(ref, scope)
    if (resolution.found) {
      this.linked.set(link, resolution.target.value)
      return
    }
    // The way to an operation may lead through a path item's `$ref`, which the bundle has no more.
    const { uri, fragment } = splitReference(ref)
    const file = uri === '' ? scope.source.uri : absoluteUri(uri, scope.base)
    if (file === root.uri) link.operationRef = referenceTo(fragment)
  }
}
