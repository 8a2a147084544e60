import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { loadDocument } from './load-document.ts'
import { answerException } from './pipeline/answer-problem.ts'
import { createPipeline, type ExtraPaths } from './pipeline/create-pipeline.ts'
import {
  type AnyHandler,
  type PreparedOperation,
  prepareOperation,
} from './pipeline/prepare-operation.ts'
import { runtimeOf } from './pipeline/runtime.ts'
import { targetOf } from './routing/request-target.ts'
import type { AnyVerifier } from './security/security-plan.ts'
import type { ServeOptions, Server, ServerDefinition } from './types/server-options.ts'

/** Options with the types of one document forgotten, as generated code hands them over. */
export interface AnyServerOptions extends ServeOptions {
  readonly handlers: Readonly<Record<string, AnyHandler>>
  readonly auth?: Readonly<Record<string, AnyVerifier>>
}

const defaultBodyLimit = 1024 * 1024

/**
 * Makes a server of a document's operations and their handlers. Generated packages call it from their `createServer`,
 * which types the handlers; everything that is the same for all requests is prepared here, once.
 *
 * @throws TypeError when an operation has no handler, or asks for a security scheme that has no verifier.
 *
 * @example
 * ```ts
 * import { defineServer } from '@concordat/server'
 * const greet = { operationId: 'greet', method: 'GET', path: '/', responses: { 200: { content: { 'application/json': {} } } } } as const
 * const server = defineServer(
 *   { operations: { greet }, validators: {} },
 *   { handlers: { greet: () => ({ status: 200, body: { hello: 'world' } }) } },
 * )
 * const response = await server.request('/')
 * console.log(await response.json()) // { hello: 'world' }
 * ```
 */
export function defineServer(definition: ServerDefinition, options: AnyServerOptions): Server {
  const runtime = runtimeOf(options)
  const operations = Object.values(definition.operations).map((descriptor): PreparedOperation => {
    const { operationId } = descriptor
    const handler = Object.hasOwn(options.handlers, operationId)
      ? options.handlers[operationId]
      : undefined
    if (typeof handler !== 'function')
      throw new TypeError(`Operation \`${operationId}\` has no handler: give it in \`handlers\`.`)
    return prepareOperation(descriptor, handler, {
      definition,
      verifiers: options.auth ?? {},
      bodyLimit: options.bodyLimits?.[operationId] ?? options.bodyLimit ?? defaultBodyLimit,
    })
  })
  const app = new OpenAPIHono()
  for (const route of Object.values(definition.routes ?? {}))
    app.openAPIRegistry.registerPath(route)
  // Only middleware and routes of the app's own can get here: the pipeline answers its own exceptions.
  app.onError((error, context) => {
    if ('getResponse' in error) return error.getResponse()
    const request = context.req.raw
    return answerException(error, { context, request, target: targetOf(request.url) }, runtime)
  })
  for (const middleware of options.middleware ?? []) app.use('*', middleware)
  app.all('*', createPipeline(operations, documentPath(definition, options), runtime))
  return { app, fetch: app.fetch, request: app.request }
}

function documentPath(
  definition: ServerDefinition,
  { documentPath: path }: ServeOptions,
): ExtraPaths {
  if (path === undefined) return {}
  const { document } = definition
  if (document === undefined)
    throw new TypeError(
      '`documentPath` needs the document: give it to `defineServer` as `document`.',
    )
  let text: Promise<string> | undefined
  const serve = async (context: Context): Promise<Response> => {
    text ??= loadDocument(document).then((loaded) => JSON.stringify(loaded))
    return context.body(await text, 200, { 'Content-Type': 'application/json' })
  }
  return { [path]: serve }
}
