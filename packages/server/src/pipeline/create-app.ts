import { comparePathTemplates, type OperationDescriptor } from '@concordat/wire'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Handler, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { honoPathOf } from '../routing/hono-path.ts'
import { targetOf } from '../routing/request-target.ts'
import type { ServeOptions, ServerDefinition } from '../types/server-options.ts'
import { answerException } from './answer-problem.ts'
import { createPipeline, type ExtraPaths, type Locate } from './create-pipeline.ts'
import { type AnyHandler, type PreparedOperation, prepareOperation } from './prepare-operation.ts'
import { type Runtime, runtimeOf } from './runtime.ts'

/** Options with the types of one document forgotten, as generated code hands them over. */
export interface AnyServerOptions extends ServeOptions {
  /**
   * Handlers by operationId. No more is said of them, so that a generated package of a thousand operations does not pay
   * for the comparison of their types with a looser one.
   */
  readonly handlers: object
  /** Verifiers by scheme. */
  readonly auth?: object
}

const defaultBodyLimit = 1024 * 1024

/** The handler that was given for an operation. */
export function handlerOf(
  operationId: string,
  { handlers }: AnyServerOptions,
): AnyHandler | undefined {
  const handler: unknown = Object.hasOwn(handlers, operationId)
    ? Reflect.get(handlers, operationId)
    : undefined
  // The generated types hold what a handler takes and gives.
  return typeof handler === 'function' ? (handler as AnyHandler) : undefined
}

/** Makes an operation and its handler ready, with the limits and verifiers of the options. */
export function prepare(
  descriptor: OperationDescriptor,
  handler: AnyHandler,
  definition: ServerDefinition,
  options: AnyServerOptions,
): PreparedOperation {
  const own = options.bodyLimits?.[descriptor.operationId]
  const bodyLimit = own ?? options.bodyLimit ?? defaultBodyLimit
  return prepareOperation(descriptor, handler, {
    definition,
    verifiers: options.auth ?? {},
    bodyLimit,
  })
}

/**
 * Makes the app that answers prepared operations.
 *
 * Each operation is a route of the app, so that Hono's own tools know it: `showRoutes` lists it, and `routePath` and
 * tracing name it. Which operation a request is for is decided by the pipeline alone, which every route leads to; what no
 * route of Hono's matches comes to it last.
 */
export function createApp(
  operations: readonly PreparedOperation[],
  extraPaths: ExtraPaths,
  options: ServeOptions,
  locate?: Locate,
): OpenAPIHono {
  const runtime = runtimeOf(options)
  const app = new OpenAPIHono()
  const guarded = splitMiddleware(options.middleware ?? [], operations, runtime)
  for (const [path, middleware] of guarded.byPath) app.use(path, middleware)
  const pipeline = createPipeline(
    { operations, extraPaths, middleware: guarded.byOperation, ...(locate && { locate }) },
    runtime,
  )
  // Where the caller says which operation is meant, paths say nothing.
  if (!locate) registerRoutes(app, operations, pipeline)
  for (const path of Object.keys(extraPaths)) app.get(honoPathOf(path), pipeline)
  app.all('*', pipeline)
  return app
}

/** Registers each method and path once, the most concrete path first, because Hono takes the first that matches. */
function registerRoutes(
  app: OpenAPIHono,
  operations: readonly PreparedOperation[],
  pipeline: Handler,
): void {
  const known = new Set<string>()
  const descriptors = operations.map(({ descriptor }) => descriptor)
  for (const { method, path } of descriptors.sort((a, b) => comparePathTemplates(a.path, b.path))) {
    const honoPath = honoPathOf(path)
    const route = `${method} ${honoPath}`
    if (known.has(route)) continue
    known.add(route)
    app.on(method, honoPath, pipeline)
  }
}

interface SplitMiddleware {
  /** Hono's path, in the order in which they were given. */
  readonly byPath: readonly (readonly [path: string, middleware: MiddlewareHandler])[]
  readonly byOperation: ReadonlyMap<string, readonly MiddlewareHandler[]>
}

/** @throws TypeError where the name is neither a path nor an operation's id. */
function splitMiddleware(
  all: NonNullable<ServeOptions['middleware']>,
  operations: readonly PreparedOperation[],
  runtime: Runtime,
): SplitMiddleware {
  const byPath: [string, MiddlewareHandler][] = []
  const byOperation = new Map<string, MiddlewareHandler[]>()
  for (const one of all) {
    const [where, middleware] = typeof one === 'function' ? ['*', one] : one
    const safe = guard(middleware, runtime)
    if (where.startsWith('/') || where === '*') byPath.push([honoPattern(where), safe])
    else if (operations.some(({ operationId }) => operationId === where)) {
      byOperation.set(where, [...(byOperation.get(where) ?? []), safe])
    } else {
      throw new TypeError(
        `\`middleware\` names \`${where}\`, which is neither a path (\`/users/*\`) nor the operationId of an operation.`,
      )
    }
  }
  return { byPath, byOperation }
}

/** A path as Hono has them stays; one as the document has them is spelled for Hono. */
function honoPattern(path: string): string {
  return path.includes('{') && !path.includes(':') ? honoPathOf(path) : path
}

/**
 * Gives exceptions of middleware the server's own shape. Not by `app.onError`, which would make Hono wrap every request
 * of a mounted app for it.
 */
function guard(middleware: MiddlewareHandler, runtime: Runtime): MiddlewareHandler {
  return async (context, next) => {
    try {
      return await middleware(context, next)
    } catch (error) {
      if (error instanceof HTTPException) return error.getResponse()
      const request = context.req.raw
      return answerException(error, { context, request, target: targetOf(request.url) }, runtime)
    }
  }
}
