import type { OperationDescriptor } from '@concordat/wire'
import createFetchClient from 'openapi-fetch'
import type { Fetch } from './auth-options.ts'
import { type CallSite, callOperation, type InnerCallOptions } from './call-operation.ts'
import type { Client } from './client.ts'
import type { ClientDefinition, OperationTable } from './client-definition.ts'
import type { CallInput, ClientOptions } from './client-options.ts'
import type { OutgoingRequest, SecuritySchemes } from './support/run-time-support.ts'

/**
 * Makes the client of an API from its operations as data. Generated packages call this; an application calls the
 * `createClient` that its package exports.
 *
 * @example
 * ```ts
 * import { type Client, defineClient } from '@concordat/client'
 * interface operations {
 *   ping: {
 *     parameters: { query?: never; header?: never; path?: never; cookie?: never }
 *     requestBody?: never
 *     responses: {
 *       200: { headers: { [name: string]: unknown }; content: { 'application/json': { ok: true } } }
 *     }
 *   }
 * }
 * const table = {
 *   ping: {
 *     operationId: 'ping',
 *     method: 'GET',
 *     path: '/ping',
 *     responses: { 200: { content: { 'application/json': {} } } },
 *   },
 * } as const
 * type PingClient = Client<typeof table, operations, Record<never, never>>
 * const client: PingClient = defineClient({ operations: table }, { baseUrl: 'http://127.0.0.1:4010' })
 * const result = await client.ping()
 * if (result.status === 200) result.body.ok satisfies true
 * ```
 */
export function defineClient<
  Table extends OperationTable,
  Operations,
  Paths extends object,
  Schemes extends SecuritySchemes,
>(
  definition: ClientDefinition<Table, Schemes>,
  options: ClientOptions<Schemes> = {},
): Client<Table, Operations, Paths> {
  const [server = { url: '' }] = definition.servers ?? []
  const firstServer = definition.serverUrl?.(server, options.server) ?? server.url
  const fetch: Fetch = (request) => (options.fetch ?? globalThis.fetch)(request)
  const raw = createFetchClient<Paths>({
    ...options.init,
    baseUrl: options.baseUrl ?? firstServer,
    headers: { ...options.headers },
    fetch,
  })
  // The first middleware is the last to see an answer.
  raw.use(
    { onResponse: ({ params, response }: KeptAnswer) => params.keep?.(response) },
    ...(options.middleware ?? []),
  )

  // Seams: options were checked against the schemes by their type, types by path are for callers of `raw`, and an
  // operation that a partial table leaves out is not there at all.
  const site = { definition, options, firstServer, raw, fetch } as unknown as CallSite
  const operations = definition.operations as Readonly<Record<string, OperationDescriptor>>
  // Without a prototype nothing is inherited: `client.constructor` is an operation or nothing.
  const client: Record<string, unknown> = Object.create(null)
  client.raw = raw
  for (const [name, operation] of Object.entries(operations)) {
    const method = (input: CallInput = {}, call: InnerCallOptions = {}) =>
      callOperation(site, operation, input, call)
    client[name === 'then' ? 'then_' : name] = Object.assign(method, { operation })
  }
  // Seam: the table and the types are two prints of one document.
  return client as Client<Table, Operations, Paths>
}

/** What openapi-fetch hands to a middleware, as far as a call needs it. */
interface KeptAnswer {
  readonly params: { readonly query?: unknown; readonly keep?: OutgoingRequest['params']['keep'] }
  readonly response: Response
}
