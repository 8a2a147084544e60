import type { OperationDescriptor } from '@concordat/wire'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
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

/** Makes the app that answers prepared operations. */
export function createApp(
  operations: readonly PreparedOperation[],
  extraPaths: ExtraPaths,
  options: ServeOptions,
  locate?: Locate,
): OpenAPIHono {
  const runtime = runtimeOf(options)
  const app = new OpenAPIHono()
  for (const middleware of options.middleware ?? []) app.use('*', guarded(middleware, runtime))
  app.all('*', createPipeline(operations, extraPaths, runtime, locate))
  return app
}

/**
 * Gives exceptions of middleware the server's own shape. Not by `app.onError`, which would make Hono wrap every request
 * of a mounted app for it.
 */
function guarded(middleware: MiddlewareHandler, runtime: Runtime): MiddlewareHandler {
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
