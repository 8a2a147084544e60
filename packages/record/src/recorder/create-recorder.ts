import { isJsonObject, type JsonValue } from '@concordat/core'
import type { ApiModel, OperationModel } from '@concordat/model'
import { essenceOf, isJson, type OperationDescriptor, serverUrl } from '@concordat/wire'
import { ReadLog, type SiteRules } from '../reads/read-log.ts'
import { watchValue } from '../reads/watch-value.ts'
import {
  type ConsumerContract,
  interactionKey,
  type ProviderState,
  type RecordedInteraction,
  type RequestKind,
} from './contract.ts'
import { credentialNames, describeRequest, membersOf, operationFinder } from './describe-request.ts'
import { DocumentSchemas, documentedMembers } from './documented-members.ts'
import { mergeContracts } from './merge-contracts.ts'
import { watchResponse } from './watch-response.ts'

/** What a recorder records, and by which names. */
export interface RecorderOptions {
  readonly model: ApiModel
  readonly consumer: string
  readonly provider: string
  /**
   * Path below which the provider serves the document's paths. @default the path of the document's first server, or none
   * where a request does not start with it
   */
  readonly basePath?: string
  /** Files of tests: what is read in them alone is marked. @default names with `.test.` or `.spec.` */
  readonly testFiles?: RegExp
  /** Files of the test runner, whose comparisons read everything. @default vitest, jest, chai and node:assert */
  readonly runnerFiles?: RegExp
}

/** Listens to a consumer's tests. */
export interface Recorder {
  /** A fetch whose answers are watched: what the code does with `response.json()` is recorded. */
  fetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch
  /** A generated client whose results are watched, after they were decoded. */
  client<Client extends object>(client: Client): Client
  /** Names a condition at the provider that the requests that follow rely on, until {@link forget}. */
  given(name: string, params?: ProviderState['params']): void
  /** Ends what {@link given} said: call it after each test. */
  forget(): void
  /** What was recorded so far. */
  contract(): ConsumerContract
}

const testFiles = /[.](?:test|spec)[.][cm]?[jt]sx?$/
const runnerFiles =
  /[\\/]node_modules[\\/](?:@vitest|vitest|@jest|jest[^\\/]*|expect|chai|pretty-format)[\\/]|^node:(?:assert|internal)/

/**
 * Makes a recorder for one consumer and one API. Nothing that a test sees changes: answers are copies with the same
 * members and the same values.
 *
 * @example
 * ```ts
 * import { loadDocument } from '@concordat/document'
 * import { readApiModel } from '@concordat/model'
 * import { createRecorder, renderPact } from '@concordat/record'
 *
 * const { loaded } = await loadDocument('openapi/cumulonimbus/openapi.yaml')
 * const { model } = readApiModel(loaded)
 * const recorder = createRecorder({ model, consumer: 'admin', provider: 'cumulonimbus' })
 * recorder.given('a user has sessions', { id: '7' })
 * const response = await recorder.fetch(fetch)('https://alekeagle.me/api/user/7/sessions')
 * const { count } = (await response.json()) as { count: number }
 * console.log(count, renderPact(recorder.contract(), { model }))
 * ```
 */
export function createRecorder(options: RecorderOptions): Recorder {
  const { model } = options
  const find = operationFinder(model)
  const schemas = new DocumentSchemas(model)
  const credentials = credentialNames(model)
  const rules: SiteRules = {
    isTest: (file) => (options.testFiles ?? testFiles).test(file),
    isRunner: (file) => (options.runnerFiles ?? runnerFiles).test(file),
  }
  const base = options.basePath ?? documentedBase(model)
  const seen = new Map<
    string,
    { readonly facts: Omit<RecordedInteraction, 'uses'>; readonly log: ReadLog }
  >()
  let states: readonly ProviderState[] = []

  const listen = (request: RequestKind, status: number, contentType?: string): ReadLog => {
    const mediaType = contentType === undefined ? undefined : essenceOf(contentType)
    const facts = { states, request, status, ...(mediaType !== undefined && { mediaType }) }
    const key = interactionKey(facts)
    const known = seen.get(key) ?? { facts, log: new ReadLog(rules) }
    seen.set(key, known)
    return known.log
  }
  const watch = (
    value: JsonValue,
    operation: OperationModel,
    { request, status, contentType }: { request: RequestKind; status: number; contentType: string },
  ): JsonValue => {
    const log = listen(request, status, contentType)
    const schema = schemas.ofAnswer(operation, status, contentType)
    return watchValue(value, [], log, documentedMembers(schema))
  }
  return {
    fetch: (send) => async (input, init) => {
      const request = new Request(input, init)
      const { pathname } = new URL(request.url)
      const path = pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : pathname
      const operation = find(request.method, path)
      if (!operation) return send(request)
      const kind = await describeRequest(operation, request, credentials)
      const response = await send(request)
      const contentType = response.headers.get('content-type') ?? undefined
      const { status } = response
      const log = listen(kind, status, contentType)
      if (contentType === undefined || !isJson(essenceOf(contentType))) return response
      return watchResponse(response, {
        watch: (value) => watch(value, operation, { request: kind, status, contentType }),
        takeWhole: (site) => log.takeWhole(site),
      })
    },
    client: (client) =>
      watchClient(client, (descriptor, input, result) => {
        const operation = model.operations.find(
          ({ operationId }) => operationId === descriptor.operationId,
        )
        const { status, mediaType, body } = result
        if (!operation || typeof status !== 'number') return result
        const request = kindOfInput(descriptor.operationId, input)
        const contentType = typeof mediaType === 'string' ? mediaType : undefined
        listen(request, status, contentType)
        if (contentType === undefined || !isJson(essenceOf(contentType))) return result
        return {
          ...result,
          body: watch(body as JsonValue, operation, { request, status, contentType }),
        }
      }),
    given(name, params = {}) {
      states = [...states, { name, params }]
    },
    forget() {
      states = []
    },
    contract: () =>
      mergeContracts([
        {
          consumer: options.consumer,
          provider: options.provider,
          documentHash: model.hash,
          interactions: [...seen.values()].map(({ facts, log }) => ({
            ...facts,
            uses: log.uses(),
          })),
        },
      ]),
  }
}

function documentedBase({ servers }: ApiModel): string {
  const [first] = servers
  if (!first) return ''
  const variables = Object.fromEntries(first.variables.map((one) => [one.name, one]))
  try {
    const { pathname } = new URL(serverUrl({ url: first.url, variables }), 'http://server.invalid')
    return pathname.replace(/\/+$/, '')
  } catch {
    return ''
  }
}

interface ClientResult {
  readonly status: unknown
  readonly mediaType?: unknown
  readonly body?: unknown
}

/** A client whose methods hand on what `see` makes of their results. */
function watchClient<Client extends object>(
  client: Client,
  see: (descriptor: OperationDescriptor, input: unknown, result: ClientResult) => ClientResult,
): Client {
  const methods = Object.entries(client).map(([name, method]: [string, unknown]) => {
    if (!isMethod(method)) return [name, method]
    const watched = async (input: unknown, ...rest: unknown[]): Promise<unknown> =>
      see(method.operation, input, await method(input, ...rest))
    return [name, Object.assign(watched, { operation: method.operation })]
  })
  // Seam: each method has the type of the one that it wraps.
  return Object.fromEntries(methods) as Client
}

interface ClientMethod {
  (...values: unknown[]): Promise<ClientResult>
  readonly operation: OperationDescriptor
}

function isMethod(value: unknown): value is ClientMethod {
  return typeof value === 'function' && 'operation' in value
}

/** What the argument of a client's method says of the request. */
function kindOfInput(operationId: string, input: unknown): RequestKind {
  const given: Record<string, unknown> =
    typeof input === 'object' && input !== null ? { ...input } : {}
  const names = (section: 'query' | 'header' | 'cookie'): string[] => {
    const values = given[section]
    return isJsonObject(values)
      ? Object.keys(values)
          .filter((name) => values[name] !== undefined)
          .sort()
      : []
  }
  const { body, mediaType } = given
  return {
    operationId,
    query: names('query'),
    header: names('header'),
    cookie: names('cookie'),
    ...(body !== undefined && {
      mediaType: typeof mediaType === 'string' ? essenceOf(mediaType) : 'application/json',
    }),
    members: isPlain(body) ? membersOf(body) : [],
  }
}

/** Bytes, files and streams have no members. */
function isPlain(value: unknown): value is JsonValue {
  if (Array.isArray(value)) return true
  return isJsonObject(value) && Object.getPrototypeOf(value) === Object.prototype
}
