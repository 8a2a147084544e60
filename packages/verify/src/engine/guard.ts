import type { JsonValue } from '@concordat/core'
import type { Exchange } from '../exchange/exchange.ts'
import { findRoute, type Route, readSegment } from '../plan/find-route.ts'
import { type Effect, isReadingMethod, readEffects } from '../plan/operation-effect.ts'
import type { OperationFilter } from '../plan/operation-filter.ts'
import type { ApiPlan, OperationPlan } from '../plan/operation-plan.ts'
import { itemPrefixes, pathParameters } from '../plan/resource.ts'
import type { WireRequest } from '../transport/wire-exchange.ts'
import type { Ownership } from './ownership.ts'

/** What a run may do to what was there before it. */
export type Mode = 'safe' | 'default' | 'destructive'

/** Why a request was not sent. */
export interface Refusal {
  /** `filtered-out`: not selected; `safe`: it could change something; `not-made-here`: what it could change is not the run's. */
  readonly kind: 'filtered-out' | 'safe' | 'not-made-here'
  /** A sentence for the report. */
  readonly message: string
}

/** What a guard says of a request. */
export type Admission =
  | { readonly kind: 'admitted' }
  /** Nothing is at the path: what comes to be there is the run's own. */
  | { readonly kind: 'vacant'; readonly path: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/** Decides of every request, by its bytes, whether it may be sent: no phase and no story can get around it. */
export interface Guard {
  check(request: WireRequest): Promise<Admission>
  /**
   * Why a method that the document does not have at a path may not be sent there, whatever thing the path names;
   * `isOwn` where the run can make that thing.
   */
  forbids(method: string, path: string, isOwn: boolean): Refusal | undefined
  /** Learns from what was answered: how things are read, what is gone. */
  learn(exchange: Exchange): void
  /** Operations that a run in this mode may only drive on what is its own, or not at all. */
  readonly effects: ReadonlyMap<OperationPlan, Effect>
}

/** What a guard decides by. */
export interface GuardOptions {
  readonly api: ApiPlan
  readonly basePath: string
  readonly mode: Mode
  readonly filter: OperationFilter
  /** Operations that the user lets change what the run did not make. */
  readonly mayChange: (operation: OperationPlan) => boolean
  readonly ownership: Ownership
  /** Values that the user lets the run use up, by the name of a path parameter. */
  readonly expendable: ReadonlyMap<string, ReadonlySet<string>>
  /** Sends a request that reads, as the default caller and as every other one, until one is answered with success. */
  readonly look: (
    read: OperationPlan,
    target: string,
    model: WireRequest | undefined,
  ) => Promise<readonly Exchange[]>
  /** Makes sure that a thing of which there is one can be put back; `false` when it cannot. */
  readonly keep: (update: OperationPlan, path: string, request: WireRequest) => Promise<boolean>
}

/** Makes the guard of one run. */
export function createGuard(options: GuardOptions): Guard {
  const { api, basePath, filter, mode, ownership } = options
  const effects = readEffects(api)
  const models = new Map<OperationPlan, WireRequest>()
  const selected = (operation: OperationPlan): boolean => filter.selects(operation.model)
  const check = async (request: WireRequest): Promise<Admission> => {
    const path = pathBelow(request.target, basePath)
    const route = findRoute(api, request.method, path)
    const filtered = filteredOut(request.method, route, filter, selected)
    if (filtered) return refused(filtered)
    const unsafe = notSafe(request.method, route?.operation)
    if (unsafe) return refused(unsafe)
    if (readsOnly(request.method, route?.operation)) return admitted
    if (mode === 'destructive' || (route?.operation && options.mayChange(route.operation)))
      return admitted
    if (ownership.covers(path) || namesExpendable(route, options.expendable)) return admitted
    if (route?.operation && effects.get(route.operation) === 'adds') return admitted
    const place = route && (await placeOf(route, path, request))
    return place ?? refused(notMadeHere(request.method, route?.path ?? path))
  }
  const notSafe = (method: string, operation: OperationPlan | undefined): Refusal | undefined => {
    // A method that the document does not have at the path may do anything.
    const isSafe = safeMethods.has(method) || (method === 'QUERY' && operation !== undefined)
    return mode === 'safe' && !isSafe
      ? { kind: 'safe', message: `--safe sends GET, HEAD and OPTIONS only, not ${method}.` }
      : undefined
  }
  /** Admits what finds nothing at its path, and what changes the one thing there that will be put back. */
  const placeOf = async (
    route: Route,
    path: string,
    request: WireRequest,
  ): Promise<Admission | undefined> => {
    // What servers resolve to another path cannot be looked at.
    if (route.segments.some((segment) => ['.', '..'].includes(readSegment(segment))))
      return undefined
    const { operation } = route
    if (operation && isOnlyOne(api, operation) && (await options.keep(operation, path, request)))
      return admitted
    return (await isNothing(route)) ? { kind: 'vacant', path } : undefined
  }
  /** Whether the item that a path names, or stands below, is known not to be there. */
  const isNothing = async (route: Route): Promise<boolean> => {
    for (const prefix of itemPrefixes(route.path).reverse()) {
      const read = (api.paths.get(prefix) ?? []).find(
        (one) => one.method === 'GET' && selected(one),
      )
      if (read === undefined) continue
      const model = models.get(read)
      const needsMore = read.parameters.some(
        ({ model: { in: place, required } }) => place !== 'path' && required,
      )
      if (needsMore && model === undefined) return false
      const count = prefix.split('/').length
      const target = basePath + route.segments.slice(0, count).join('/')
      const answers = await options.look(read, target, model)
      return answers.length > 0 && answers.every(({ answer }) => saysNothing(answer?.status))
    }
    return false
  }
  return {
    check,
    effects,
    forbids(method, path, isOwn) {
      const operations = api.paths.get(path) ?? []
      const route: Route = { operation: undefined, operations, path, segments: path.split('/') }
      const refusal = filteredOut(method, route, filter, selected) ?? notSafe(method, undefined)
      if (refusal || readsOnly(method, undefined) || mode === 'destructive') return refusal
      return isOwn || namesAnyExpendable(path, options.expendable)
        ? undefined
        : notMadeHere(method, path)
    },
    learn({ answer, operation, request }) {
      const isSuccess = answer !== undefined && answer.status >= 200 && answer.status < 300
      if (!isSuccess) return
      if (request.method === 'GET' && operation.method === 'GET') models.set(operation, request)
      if (request.method === 'DELETE') ownership.gone(pathBelow(request.target, basePath))
    },
  }
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])
const admitted: Admission = { kind: 'admitted' }

/** Whether a method promises to change nothing, where it stands. */
function readsOnly(method: string, operation: OperationPlan | undefined): boolean {
  return isReadingMethod(method) && (method !== 'QUERY' || operation !== undefined)
}

function refused(refusal: Refusal): Admission {
  return { kind: 'refused', refusal }
}

/** An answer that says that a path names nothing: it is not there, or cannot be there. */
function saysNothing(status: number | undefined): boolean {
  return status === 400 || status === 404 || status === 410 || status === 414 || status === 422
}

function filteredOut(
  method: string,
  route: Route | undefined,
  filter: OperationFilter,
  selected: (operation: OperationPlan) => boolean,
): Refusal | undefined {
  if (route === undefined) return undefined
  const { operation, operations, path } = route
  const refuse = (name: string): Refusal => ({
    kind: 'filtered-out',
    message: `${name} was filtered out.`,
  })
  if (operation) return selected(operation) ? undefined : refuse(`${method} ${path}`)
  // HEAD is answered by what answers GET. @see RFC 9110, 9.3.2
  const get = method === 'HEAD' ? operations.find((one) => one.method === 'GET') : undefined
  if (get && !selected(get)) return refuse(`GET ${path}`)
  const models = operations.filter(selected).map(({ model }) => model)
  if (models.length === 0) return refuse(path)
  return filter.allowsProbe(method, path, models) ? undefined : refuse(`${method} ${path}`)
}

/** Whether the path names a value that the user lets the run use up. */
function namesExpendable(
  route: Route | undefined,
  expendable: GuardOptions['expendable'],
): boolean {
  return (route?.path.split('/') ?? []).some((piece, index) =>
    expendableAt(piece, expendable)?.has(readSegment(route?.segments[index] ?? '')),
  )
}

/** Whether a path has a parameter of which the user lets the run use values up. */
function namesAnyExpendable(path: string, expendable: GuardOptions['expendable']): boolean {
  return path.split('/').some((piece) => expendableAt(piece, expendable) !== undefined)
}

/** The values that may be used up of the parameter that a segment of a template is. */
function expendableAt(
  piece: string,
  expendable: GuardOptions['expendable'],
): ReadonlySet<string> | undefined {
  const [name] = pathParameters(piece)
  return name !== undefined && piece === `{${name}}` ? expendable.get(name) : undefined
}

function notMadeHere(method: string, path: string): Refusal {
  return {
    kind: 'not-made-here',
    message: `${method} ${path} would change what this run did not make.`,
  }
}

/** A thing that the document can neither make nor delete, but read and change: settings, a profile. */
function isOnlyOne(api: ApiPlan, { method, path }: OperationPlan): boolean {
  if (method !== 'PUT' && method !== 'PATCH') return false
  const beside = api.paths.get(path) ?? []
  if (!beside.some((one) => one.method === 'GET')) return false
  if (beside.some((one) => one.method === 'DELETE')) return false
  if (beside.some(({ model }) => model.responses.some(({ status }) => status === '201')))
    return false
  if (!path.endsWith('}')) return true
  const above = path.slice(0, path.lastIndexOf('/'))
  return !(api.paths.get(above) ?? []).some((one) => one.method === 'POST')
}

/** The path of a target below the base path, without its query. */
export function pathBelow(target: string, basePath: string): string {
  const path = target.split(/[?#]/)[0] ?? target
  return path.startsWith(basePath) ? path.slice(basePath.length) : path
}

/** A JSON value in the body of a request; `undefined` when it has none. */
export function jsonBody({ body }: WireRequest): JsonValue | undefined {
  if (body === undefined) return undefined
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return undefined
  }
}
