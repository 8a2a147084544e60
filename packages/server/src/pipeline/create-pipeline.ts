import type { HttpMethod } from '@concordat/wire'
import type { Context, Handler, MiddlewareHandler, Next } from 'hono'
import { every } from 'hono/combine'
import { baseRoutePath, matchedRoutes } from 'hono/route'
import { sendAnswer } from '../answer/send-answer.ts'
import { isPromise, type MaybePromise } from '../maybe-promise.ts'
import { PathRouter } from '../routing/path-router.ts'
import { afterMount, targetOf } from '../routing/request-target.ts'
import { answerProblem } from './answer-problem.ts'
import { chooseOperation } from './choose-operation.ts'
import type { Exchange, OperationExchange } from './exchange.ts'
import { operationVariable } from './matched-operation.ts'
import type { PreparedOperation } from './prepare-operation.ts'
import { runOperation } from './run-operation.ts'
import type { Runtime } from './runtime.ts'

/** What stands under one path template. */
interface Resource {
  readonly methods: Map<string, PreparedOperation>
  /** Operations of one method, where there are several. */
  readonly alternatives: Map<PreparedOperation, [PreparedOperation, ...PreparedOperation[]]>
  /** Answers GET where the document says nothing of the path, such as the document itself. */
  serve?: (context: Context) => MaybePromise<Response>
}

/** Paths that are not the document's, by path. */
export type ExtraPaths = Readonly<Record<string, (context: Context) => MaybePromise<Response>>>

/** The path by which a request finds its operation. */
export type Locate = (context: Context, path: string) => string

/** What a pipeline is made of. */
export interface PipelineParts {
  readonly operations: readonly PreparedOperation[]
  readonly extraPaths: ExtraPaths
  /** Runs between finding an operation and answering for it, by operationId. */
  readonly middleware: ReadonlyMap<string, readonly MiddlewareHandler[]>
  /** @default the path under the place where the app is mounted */
  readonly locate?: Locate
}

/** The path under the place where the app is mounted. */
const underMount: Locate = (context, path) => afterMount(path, baseRoutePath(context))

/**
 * Makes the one handler that answers every request of a server. It routes by itself, because Hono knows neither 405 nor
 * OpenAPI's precedence of paths, and decodes paths before their styles can be looked at.
 */
export function createPipeline(
  { operations, extraPaths, middleware, locate = underMount }: PipelineParts,
  runtime: Runtime,
): Handler {
  const run = runnerOf(middleware, runtime)
  const router = new PathRouter<Resource>()
  for (const operation of operations) {
    const { path, method } = operation.descriptor
    const resource = router.add(path, newResource)
    const known = resource.methods.get(method)
    if (known)
      resource.alternatives.set(known, [
        ...(resource.alternatives.get(known) ?? [known]),
        operation,
      ])
    else resource.methods.set(method, operation)
  }
  for (const [path, serve] of Object.entries(extraPaths))
    router.add(path, newResource).serve ??= serve
  return (context, next): MaybePromise<Response | undefined> => {
    const request = context.req.raw
    const target = targetOf(request.url)
    const path = locate(context, target.path)
    const best = router.match(path)
    if (!best) return answerUnknownPath({ context, request, target }, next, runtime)
    // What is literal wins among the templates that have the method: `GET /users/me` may be `GET /users/{id}`.
    const found = serves(best.target, request.method)
      ? best
      : router.match(path, (one) => serves(one, request.method))
    if (!found) {
      return answerOtherMethod(router.matchAll(path), { context, request, target }, runtime)
    }
    const { target: resource, values } = found
    const operation = operationOf(resource, request.method)
    if (operation) {
      const exchange = { context, request, target, operation, values }
      const alternatives = resource.alternatives.get(operation)
      if (!alternatives) return run(exchange)
      const chosen = chooseOperation(alternatives, exchange)
      return isPromise(chosen) ? chosen.then(run) : run(chosen)
    }
    // What has no operation of the method is served where it was found.
    return resource.serve?.(context)
  }
}

/** Answers for a found operation, behind the middleware that was given for it. */
function runnerOf(
  middleware: PipelineParts['middleware'],
  runtime: Runtime,
): (exchange: OperationExchange) => MaybePromise<Response | undefined> {
  const before = new Map([...middleware].map(([id, handlers]) => [id, every(...handlers)] as const))
  return (exchange) => {
    const { context, operation } = exchange
    context.set(operationVariable, operation.descriptor)
    const own = before.size === 0 ? undefined : before.get(operation.operationId)
    if (!own) return runOperation(exchange, runtime)
    return runBehind(own, exchange, runtime)
  }
}

async function runBehind(
  middleware: MiddlewareHandler,
  exchange: OperationExchange,
  runtime: Runtime,
): Promise<Response> {
  const { context } = exchange
  const answer = await middleware(context, async () => {
    context.res = await runOperation(exchange, runtime)
  })
  return answer instanceof Response ? answer : context.res
}

function serves(resource: Resource, method: string): boolean {
  if (operationOf(resource, method)) return true
  return resource.serve !== undefined && (method === 'GET' || method === 'HEAD')
}

function newResource(): Resource {
  return { methods: new Map(), alternatives: new Map() }
}

/** HEAD is GET without the body, where it is not documented itself. @see RFC 9110, section 9.3.2 */
function operationOf({ methods }: Resource, method: string): PreparedOperation | undefined {
  return methods.get(method) ?? (method === 'HEAD' ? methods.get('GET') : undefined)
}

/**
 * Routes that were added to this very app later may know the path. What is mounted beside it may not: under its prefix
 * a server answers for itself.
 */
function answerUnknownPath(
  exchange: Exchange,
  next: Next,
  runtime: Runtime,
): MaybePromise<Response | undefined> {
  const { context } = exchange
  const routes = matchedRoutes(context)
  if (routes.length > 1) {
    const own = baseRoutePath(context)
    const later = routes.slice(context.req.routeIndex + 1)
    const inside = own === '/' ? own : `${own}/`
    if (later.some(({ basePath }) => basePath === own || basePath.startsWith(inside))) {
      return next().then(() => undefined)
    }
  }
  const message = 'There is nothing at this path.'
  return answerProblem({ kind: 'not-found', message }, exchange, runtime)
}

/** Answers a method that nothing at the path has. */
function answerOtherMethod(
  resources: readonly Resource[],
  exchange: Exchange,
  runtime: Runtime,
): MaybePromise<Response> {
  const { context, request } = exchange
  const allow = allowedMethods(resources)
  if (request.method === 'OPTIONS')
    return sendAnswer({ status: 204, body: null, headers: { Allow: allow.join(', ') } }, context)
  const message = `The method ${request.method} is not allowed here.`
  return answerProblem({ kind: 'method-not-allowed', message, allow }, exchange, runtime)
}

const order: readonly HttpMethod[] = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'QUERY',
  'OPTIONS',
  'TRACE',
]

/** Every method that the path answers, in one order. @see RFC 9110, section 10.2.1 */
function allowedMethods(resources: readonly Resource[]): readonly HttpMethod[] {
  const others = resources.flatMap(({ methods }) => [...methods.keys()])
  return [...new Set([...order, ...others])].filter(
    (method) => method === 'OPTIONS' || resources.some((resource) => serves(resource, method)),
  )
}
