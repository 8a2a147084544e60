import type { OpenAPIHono } from '@hono/zod-openapi'
import { type AnyServerOptions, createApp, handlerOf, prepare } from './pipeline/create-app.ts'
import type { PreparedOperation } from './pipeline/prepare-operation.ts'
import type { ServerDefinition } from './types/server-options.ts'

/** Receives the webhooks or callbacks of an API. */
export interface Receiver<Id extends string = string> {
  /**
   * Answers a request as the given webhook or callback, whatever its path is: the URL that the sender was told is the
   * application's own.
   */
  readonly receive: (operationId: Id, request: Request) => Promise<Response>
  /** Answers each at `/<operationId>`, for mounting: `app.route('/hooks', receiver.app)`. */
  readonly app: OpenAPIHono
}

/**
 * Makes a receiver of webhooks or callbacks: the same pipeline as a server's, from security to the check of answers,
 * without paths of its own.
 *
 * @throws TypeError when an operation asks for a security scheme that has no verifier.
 *
 * @example
 * ```ts
 * import { defineReceiver } from '@concordat/server'
 * const petBorn = {
 *   operationId: 'petBorn', method: 'POST', path: 'petBorn',
 *   body: { required: true, content: { 'application/json': {} } }, responses: { 204: {} },
 * } as const
 * const receiver = defineReceiver(
 *   { operations: { petBorn }, validators: {} },
 *   { handlers: { petBorn: () => ({ status: 204 }) } },
 * )
 * const request = new Request('https://example.com/whatever', { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } })
 * const response = await receiver.receive('petBorn', request)
 * console.log(response.status) // 204
 * ```
 * @see OpenAPI 3.1, 4.8.1 (webhooks) and 4.8.18 (callbacks)
 */
export function defineReceiver(definition: ServerDefinition, options: AnyServerOptions): Receiver {
  const operations = Object.values(definition.operations).flatMap(
    (descriptor): PreparedOperation[] => {
      const handler = handlerOf(descriptor.operationId, options)
      const path = pathOf(descriptor.operationId)
      return handler ? [prepare({ ...descriptor, path }, handler, definition, options)] : []
    },
  )
  // The request itself says nothing of which operation it is: the caller of `receive` does.
  const called = new WeakMap<Request, string>()
  const locate = (request: Request): string => called.get(request) ?? ''
  const inner = createApp(operations, {}, options, (context) => locate(context.req.raw))
  return {
    app: createApp(operations, {}, options),
    receive: async (operationId, request) => {
      called.set(request, pathOf(operationId))
      return inner.fetch(request)
    },
  }
}

function pathOf(operationId: string): string {
  return `/${encodeURIComponent(operationId)}`
}
