import type { JsonObject, JsonValue } from '@concordat/core'
import type { Identity } from '../credentials/identity.ts'
import { pathOf } from '../engine/ownership.ts'
import type { Session } from '../engine/session.ts'
import type { Exchange } from '../exchange/exchange.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { findResources, itemPrefixes, pathKey, type Resource } from '../plan/resource.ts'
import type { RequestDraft } from '../request/draft.ts'
import type { StateBook } from '../states/state-book.ts'

/** A thing that is known to the server: the values of the path parameters that name it. */
export interface KnownThing {
  readonly resource: Resource
  /** One for each parameter of the resource's path, in order. */
  readonly values: readonly JsonValue[]
  /** Whether this run made it, so that it may be changed and deleted. */
  readonly created: boolean
  /** The thing as it was answered, without an envelope. */
  readonly item?: JsonObject
}

/** A request that was answered with success: what variations are made of. */
export interface Baseline {
  readonly draft: RequestDraft
  readonly exchange: Exchange
}

/** What a run knows about the server's things. */
export interface Knowledge {
  readonly resources: ReadonlyMap<string, Resource>
  readonly baselines: Map<OperationPlan, Baseline>
  /** Values that the user gives, by parameter name or `operationId.name`. */
  readonly pools: Readonly<Record<string, readonly JsonValue[]>>
  /** Path of the id inside an answered thing, by resource. */
  readonly idPaths: Map<string, readonly string[]>
  /** Kinds of things whose references can be used only once, as refusals taught. */
  readonly exclusive: Set<string>
  /** Kinds of things of which a new one can be read only after a moment. */
  readonly slow: Set<string>
  /** How often a new thing of a kind could not be read. */
  readonly unread: Map<string, number>
  /** The provider's states, when there are some. */
  readonly book: StateBook | undefined
  things(resource: Resource): readonly KnownThing[]
  remember(thing: KnownThing): void
  forget(thing: KnownThing): void
  /** A number that no other caller gets, for values that must be new. */
  serial(): number
}

/** Makes the knowledge of a run that begins. */
export function createKnowledge(
  session: Session,
  pools: Knowledge['pools'],
  book?: StateBook,
): Knowledge {
  const known = new Map<string, KnownThing[]>()
  let serial = 0
  return {
    resources: findResources(session.api),
    baselines: new Map(),
    pools,
    book,
    idPaths: new Map(),
    exclusive: new Set(),
    slow: new Set(),
    unread: new Map(),
    things: (resource) => known.get(resource.key) ?? [],
    remember(thing) {
      const list = known.get(thing.resource.key) ?? []
      const same = JSON.stringify(thing.values)
      if (list.some(({ values }) => JSON.stringify(values) === same)) return
      list.push(thing)
      if (thing.created) ownThing(session, thing)
      known.set(thing.resource.key, list)
    },
    forget(thing) {
      const list = known.get(thing.resource.key) ?? []
      const same = JSON.stringify(thing.values)
      known.set(
        thing.resource.key,
        list.filter(({ values }) => JSON.stringify(values) !== same),
      )
    },
    serial: () => ++serial,
  }
}

/** The run may change what it made, and removes it at the end. */
export function ownThing(
  session: Session,
  { resource, values }: KnownThing,
  owner?: Identity,
): void {
  const path = pathOf(resource.key, values)
  session.ownership.own({ path, provenance: 'made', ...(owner ? { owner } : {}) })
}

/** The kind of thing that an operation's path names last; `undefined` for paths without parameters. */
export function resourceOf(knowledge: Knowledge, operation: OperationPlan): Resource | undefined {
  const prefix = itemPrefixes(operation.path).at(-1)
  return prefix === undefined ? undefined : knowledge.resources.get(pathKey(prefix))
}

/** A thing of a kind that exists as far as is known. */
export function anyThing(knowledge: Knowledge, resource: Resource): KnownThing | undefined {
  const things = knowledge.things(resource)
  return things.find(({ created }) => created) ?? things[0]
}
