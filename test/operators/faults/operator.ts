import type { Operation } from '../api/api.ts'
import type { Ask, Reply, Serve } from '../api/message.ts'
import type { Random } from '../api/random.ts'
import type { Route } from '../api/route.ts'

/** A place of a document where a fault can act, and what it does there. */
export interface Site {
  readonly operation: Operation
  /** A few words: the member, the parameter, the status. */
  readonly place: string
  readonly fault: Fault
  /** Other operations at which the fault may come to light: what was made is missed where it is read. */
  readonly shownAt?: readonly Operation[]
}

/** What a fault does to a server: it may change requests before the server has them, and answers after. */
export interface Fault {
  /** Changes a request of the faulted operation, or answers in the server's place. */
  readonly before?: (at: Seen) => Ask | Reply | undefined | Promise<Ask | Reply | undefined>
  /** Changes an answer of the faulted operation. */
  readonly after?: (
    at: Seen & { readonly answer: Reply },
  ) => Reply | undefined | Promise<Reply | undefined>
  /** Changes answers of other operations, for what happened at the faulted one to show. */
  readonly elsewhere?: (at: Seen & { readonly answer: Reply }) => Reply | undefined
  /** Whether it also acts at undocumented methods of the operation's path. */
  readonly everyMethod?: true
}

/** A request as a fault sees it. */
export interface Seen {
  readonly ask: Ask
  readonly route: Route
  /** The server behind the fault, for what is to be done beside. */
  readonly serve: Serve
  /** What a fault remembers from one request to the next. */
  readonly memory: Map<string, unknown>
}

/** A kind of fault that any right server can be given. */
export interface Operator {
  readonly id: string
  /** What a server with it does wrong. */
  readonly title: string
  /** Checks that tell of it; one is enough. */
  readonly checks: readonly string[]
  /** Whether it shows only in what a server keeps. */
  readonly family:
    | 'answers'
    | 'statuses'
    | 'headers'
    | 'requests'
    | 'security'
    | 'state'
    | 'lists'
    | 'protocol'
  /** Every place where it can act, as far as the document tells. */
  sites(operation: Operation, random: Random): readonly Omit<Site, 'operation'>[]
}

/** Every place of a group of operations where an operator can act. */
export function sitesOf(
  operator: Operator,
  operations: readonly Operation[],
  random: Random,
): Site[] {
  return operations.flatMap((operation) =>
    operator.sites(operation, random).map((site) => ({ ...site, operation })),
  )
}

/** Whether something is an answer, and not a request. */
export function isReply(value: Ask | Reply): value is Reply {
  return 'status' in value
}

/** A server with a fault, and how often the fault has acted. */
export interface FaultyServer {
  readonly serve: Serve
  readonly acted: () => number
}

/** Gives a right server a fault. */
export function withFault(
  serve: Serve,
  site: Site,
  route: (ask: Ask) => Route | undefined,
): FaultyServer {
  const memory = new Map<string, unknown>()
  let count = 0
  const { fault, operation } = site
  const isHere = (found: Route | undefined): found is Route =>
    found?.operation === operation ||
    (fault.everyMethod === true && found?.operations.includes(operation) === true)
  return {
    acted: () => count,
    async serve(ask) {
      const found = route(ask)
      if (!isHere(found)) {
        const answer = await serve(ask)
        const shown = found && fault.elsewhere?.({ ask, route: found, serve, memory, answer })
        if (shown !== undefined) count++
        return shown ?? answer
      }
      const seen = { ask, route: found, serve, memory }
      const changed = await fault.before?.(seen)
      if (changed !== undefined) count++
      if (changed !== undefined && isReply(changed)) return changed
      const answer = await serve(changed ?? ask)
      const other = await fault.after?.({ ...seen, answer })
      if (other !== undefined) count++
      return other ?? answer
    },
  }
}
