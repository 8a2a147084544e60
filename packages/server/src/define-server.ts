import { OpenAPIHono, type RouteConfig } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { loadDocument } from './load-document.ts'
import { type AnyServerOptions, createApp, handlerOf, prepare } from './pipeline/create-app.ts'
import type { ExtraPaths } from './pipeline/create-pipeline.ts'
import { registerDocument } from './register-document.ts'
import type { ServeOptions, Server, ServerDefinition } from './types/server-options.ts'

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
  const operations = Object.values(definition.operations).map((descriptor) => {
    const handler = handlerOf(descriptor.operationId, options)
    if (!handler)
      throw new TypeError(
        `Operation \`${descriptor.operationId}\` has no handler: give it in \`handlers\`.`,
      )
    return prepare(descriptor, handler, definition, options)
  })
  const app = createApp(operations, documentPath(definition, options), options)
  if (options.openapi) registerDocument(app.openAPIRegistry, options.openapi)
  else {
    // Seam: `RouteShape` says less than there is.
    for (const route of Object.values(definition.routes ?? {}))
      app.openAPIRegistry.registerPath(route as RouteConfig)
  }
  const whole = underBasePath(options.basePath ?? definition.basePath ?? '', app, options)
  return { app: whole, fetch: whole.fetch, request: whole.request }
}

/** The app under a path; beside it there is nothing, which is said in the server's own shape. */
function underBasePath(path: string, app: OpenAPIHono, options: AnyServerOptions): OpenAPIHono {
  if (/^\/*$/.test(path)) return app
  const nothing = createApp([], {}, { ...options, middleware: [] })
  return new OpenAPIHono().route(path, app).route('/', nothing)
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
