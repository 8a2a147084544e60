import { isJsonObject } from '@concordat/core'
import { type OperationDescriptor, validatorsOf } from '@concordat/wire'
import { isOutput, type Output } from '../answer/output.ts'
import { loadDocument } from '../load-document.ts'
import type { ServerDefinition } from '../types/server-options.ts'
import { automaticBody } from './automatic-body.ts'
import { automaticHeaders } from './automatic-headers.ts'
import { concreteMediaType, type Preferences, type ResponseChoice } from './choose-response.ts'
import { dereference } from './dereference.ts'
import { type DocumentOperation, indexOperations, operationKey } from './document-operations.ts'
import { type DocumentSchemas, readSchemas } from './document-schemas.ts'

/** What automatic answers are made from: the tables of a generated package and its document. */
export interface AutomaticDefinition<Table> {
  readonly operations: Table
  readonly validators: ServerDefinition['validators']
  /** The bundled document (`openapi.json` of a generated package), or how to load it. */
  readonly document?: unknown
}

/** How automatic answers are made. */
export interface AutomaticOptions {
  /** Answers are the same for the same seed. @default 1 */
  readonly seed?: number
  /** Whether answers are made of schemas even where there are examples. @default false */
  readonly dynamic?: boolean
}

/** The answer that is made for a documented response, the same every time; `undefined` when none could be made. */
export type AnswerSource = (
  descriptor: OperationDescriptor,
  choice: ResponseChoice,
  /** Which example, or none, and the seed of what is made. */
  preferences?: Preferences,
) => Promise<Output | undefined>

/** Makes a source of answers. The document is loaded when the first is asked for. */
export function createAnswerSource(
  { document, validators }: Omit<AutomaticDefinition<unknown>, 'operations'>,
  { seed = 1, dynamic = false }: AutomaticOptions,
): AnswerSource {
  if (document === undefined)
    throw new TypeError('Automatic answers are made from the document: give it as `document`.')
  const known = new Map<string, Output | undefined>()
  const load = async () => {
    const loaded = await loadDocument(document)
    return { loaded, operations: indexOperations(loaded), schemas: readSchemas(loaded) }
  }
  let loading: ReturnType<typeof load> | undefined
  return async (descriptor, choice, preferences = {}) => {
    loading ??= load()
    const { loaded, operations, schemas } = await loading
    const { operationId, method, path } = descriptor
    const wish = { dynamic, seed, ...preferences }
    const key = JSON.stringify([operationId, choice, wish.example, wish.dynamic, wish.seed])
    const operation =
      operations.get(operationId) ?? operations.get(operationKey(method, path)) ?? {}
    if (!known.has(key))
      known.set(
        key,
        makeAnswer({
          validators,
          descriptor,
          document: loaded,
          schemas,
          operation,
          choice,
          wish,
        }),
      )
    return known.get(key)
  }
}

interface AnswerParts {
  readonly validators: ServerDefinition['validators']
  readonly descriptor: OperationDescriptor
  readonly document: unknown
  readonly schemas: DocumentSchemas
  readonly operation: DocumentOperation
  readonly choice: ResponseChoice
  readonly wish: Preferences & { readonly seed: number }
}

function makeAnswer(parts: AnswerParts): Output | undefined {
  const { descriptor, document, schemas, operation, choice, wish } = parts
  const { seed } = wish
  const { key, status, mediaType } = choice
  const { operationId } = descriptor
  const documented = descriptor.responses[key]
  const validators = validatorsOf(parts.validators, operationId)?.responses[key]
  const responses = isJsonObject(operation.responses) ? operation.responses : {}
  const response = dereference(document, responses[key]) ?? {}
  const salt = `${operationId} ${key} ${mediaType}`
  const headers = automaticHeaders({
    document,
    schemas,
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
  const content = isJsonObject(response.content) ? response.content[mediaType] : undefined
  const concrete = concreteMediaType(mediaType, media.binary === true)
  const body = automaticBody({
    document,
    schemas,
    content: isJsonObject(content) ? content : {},
    descriptor: media,
    mediaType: concrete,
    validator: validators?.content?.[mediaType],
    seed,
    salt,
    example: wish.example,
    usesExamples: wish.dynamic !== true,
  })
  return body && { ...output, body: body.value, mediaType: concrete }
}
