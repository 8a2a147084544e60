import type { OperationDescriptor } from '@concordat/wire'
import type { Context } from 'hono'
import type { Output } from '../answer/output.ts'
import {
  type AutomaticDefinition,
  type AutomaticOptions,
  createAnswerSource,
} from './answer-source.ts'
import { orderResponses, readPreferences } from './choose-response.ts'

/**
 * A handler for every operation. Their type is that of handlers which never return, because what they answer is made
 * from the document at run time, where the types cannot see it.
 */
export type AutomaticHandlers<Table> = {
  readonly [Id in keyof Table]: (input: {
    readonly request: Request
    readonly context: Context
  }) => Promise<never>
}

/**
 * Makes handlers that answer what the document promises, so that a server runs before a line of it is written. Of the
 * documented responses the first success is answered (or what `Prefer: code=404` asks for), with the document's example
 * (`Prefer: example=name` for a certain one), or else with a value of the schema that the validator accepts.
 *
 * @throws TypeError when there is no document; for one request, when no value of any documented response was found.
 *
 * @example
 * ```ts
 * import { defineServer } from '@concordat/server'
 * import { automaticHandlers } from '@concordat/server/automatic'
 * const operations = {
 *   ping: { operationId: 'ping', method: 'GET', path: '/ping', responses: { 200: { content: { 'application/json': {} } } } },
 * } as const
 * const schema = { type: 'object', required: ['at'], properties: { at: { type: 'string', format: 'date' } } }
 * const responses = { 200: { description: 'Alive.', content: { 'application/json': { schema } } } }
 * const document = { paths: { '/ping': { get: { operationId: 'ping', responses } } } }
 * const definition = { operations, validators: {}, document }
 * const server = defineServer(definition, { handlers: automaticHandlers(definition) })
 * const response = await server.request('/ping')
 * console.log(await response.json()) // { at: '2025-01-31' }
 * ```
 * @see RFC 7240 for `Prefer`
 */
export function automaticHandlers<
  const Table extends Readonly<Record<string, OperationDescriptor>>,
>(
  definition: AutomaticDefinition<Table>,
  options: AutomaticOptions = {},
): AutomaticHandlers<Table> {
  const source = createAnswerSource(definition, options)
  const methodsAt = (path: string): readonly string[] =>
    Object.values<OperationDescriptor>(definition.operations)
      .filter((one) => one.path === path)
      .map(({ method }) => method)
  const handlerOf =
    (descriptor: OperationDescriptor) =>
    async ({ request, context }: { request: Request; context: Context }): Promise<Output> => {
      // A document may leave all answers open; this one promises nothing either.
      if (Object.keys(descriptor.responses).length === 0) return { status: 204 }
      const preferences = readPreferences(request.headers.get('prefer'))
      const accept = request.headers.get('accept')
      for (const choice of orderResponses(descriptor.responses, preferences, accept)) {
        const output = await source(descriptor, choice, preferences)
        if (!output) continue
        if (preferences.code === output.status)
          context.header('Preference-Applied', `code=${output.status}`)
        // HTTP wants it with every 405, whatever the document means by one. See RFC 9110, 15.5.6.
        if (output.status === 405) context.header('Allow', methodsAt(descriptor.path).join(', '))
        return output
      }
      throw new TypeError(
        `No value was found for any documented response of \`${descriptor.operationId}\`.`,
      )
    }
  const entries = Object.entries(definition.operations).map(([id, descriptor]) => [
    id,
    handlerOf(descriptor),
  ])
  // The seam between the document at run time and the types; the checks of answers stand behind it.
  return Object.fromEntries(entries) as AutomaticHandlers<Table>
}
