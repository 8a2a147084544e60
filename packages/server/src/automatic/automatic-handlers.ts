import type { OperationDescriptor } from '@concordat/wire'
import type { Context } from 'hono'
import { isOutput, type Output } from '../answer/output.ts'
import { loadDocument } from '../load-document.ts'
import type { ServerDefinition } from '../types/server-options.ts'
import { automaticBody } from './automatic-body.ts'
import { automaticHeaders } from './automatic-headers.ts'
import {
  concreteMediaType,
  orderResponses,
  type Preferences,
  type ResponseChoice,
  readPreferences,
} from './choose-response.ts'
import { type DocumentOperation, indexOperations, operationKey } from './document-operations.ts'
import { isObject } from './value/json-schema.ts'
import { dereference } from './value/resolve-pointer.ts'

/** What automatic handlers are made from: the tables of a generated package and its document. */
export interface AutomaticDefinition<Table> {
  readonly operations: Table
  readonly validators: ServerDefinition['validators']
  /** The bundled document (`openapi.json` of a generated package), or how to load it. */
  readonly document: unknown
}

/** How automatic answers are made. */
export interface AutomaticOptions {
  /** Answers are the same for the same seed. @default 1 */
  readonly seed?: number
}

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
 * @throws TypeError, for one request, when no value of any documented response was found.
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
  { seed = 1 }: AutomaticOptions = {},
): AutomaticHandlers<Table> {
  const loaded = lazily(async () => {
    const document: unknown = await loadDocument(definition.document)
    return { document, operations: indexOperations(document) }
  })
  const handlerOf = (descriptor: OperationDescriptor) => {
    const known = new Map<string, Output | undefined>()
    return async ({
      request,
      context,
    }: {
      request: Request
      context: Context
    }): Promise<Output> => {
      const { document, operations } = await loaded()
      const { operationId, method, path } = descriptor
      const operation =
        operations.get(operationId) ?? operations.get(operationKey(method, path)) ?? {}
      const preferences = readPreferences(request.headers.get('prefer'))
      const choices = orderResponses(
        descriptor.responses,
        preferences,
        request.headers.get('accept'),
      )
      for (const choice of choices) {
        const key = JSON.stringify([choice, preferences.example])
        if (!known.has(key))
          known.set(
            key,
            answerOf({ definition, descriptor, document, operation, choice, preferences, seed }),
          )
        const output = known.get(key)
        if (!output) continue
        if (preferences.code === output.status)
          context.header('Preference-Applied', `code=${output.status}`)
        return output
      }
      throw new TypeError(`No value was found for any documented response of \`${operationId}\`.`)
    }
  }
  const entries = Object.entries(definition.operations).map(([id, descriptor]) => [
    id,
    handlerOf(descriptor),
  ])
  // The seam between the document at run time and the types; the checks of answers stand behind it.
  return Object.fromEntries(entries) as AutomaticHandlers<Table>
}

interface AnswerSource {
  readonly definition: Pick<ServerDefinition, 'validators'>
  readonly descriptor: OperationDescriptor
  readonly document: unknown
  readonly operation: DocumentOperation
  readonly choice: ResponseChoice
  readonly preferences: Preferences
  readonly seed: number
}

function answerOf(source: AnswerSource): Output | undefined {
  const { descriptor, document, operation, choice, seed } = source
  const { key, status, mediaType } = choice
  const { operationId } = descriptor
  const documented = descriptor.responses[key]
  const validators = source.definition.validators[operationId]?.responses[key]
  const responses = isObject(operation.responses) ? operation.responses : {}
  const response = dereference(document, responses[key]) ?? {}
  const salt = `${operationId} ${key} ${mediaType}`
  const headers = automaticHeaders({
    document,
    headers: response.headers,
    descriptors: documented?.headers ?? {},
    validator: validators?.headers,
    seed,
    salt,
  })
  if (!headers) return undefined
  const output = { status, ...(Object.keys(headers).length > 0 && { headers }) }
  const media = mediaType === undefined ? undefined : documented?.content?.[mediaType]
  if (mediaType === undefined || !media || !isOutput(output)) return output
  const content = isObject(response.content) ? response.content[mediaType] : undefined
  const concrete = concreteMediaType(mediaType, media.binary === true)
  const body = automaticBody({
    document,
    content: isObject(content) ? content : {},
    descriptor: media,
    mediaType: concrete,
    validator: validators?.content?.[mediaType],
    seed,
    salt,
    example: source.preferences.example,
  })
  return body && { ...output, body: body.value, mediaType: concrete }
}

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
