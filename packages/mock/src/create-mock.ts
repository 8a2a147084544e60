import { ConcordatError, isJsonObject, type JsonObject } from '@concordat/core'
import { type ApiModel, type NormalisedDocument, readApiModel } from '@concordat/model'
import {
  defineServer,
  type ErrorsAdapter,
  matchedOperation,
  type Output,
  type Server,
  type ServerProblem,
} from '@concordat/server'
import {
  automaticErrors,
  automaticHandlers,
  automaticVerifiers,
  createAnswerSource,
  orderResponses,
  readPreferences,
} from '@concordat/server/automatic'
import { valueIssues } from '@concordat/values'
import { findResponse, type OperationDescriptor } from '@concordat/wire'
import { pagedOutput } from './answer/paged-output.ts'
import { type MockInput, StatefulAnswers } from './answer/stateful-answers.ts'
import { Faults, slowness, spoiled } from './arrange/faults.ts'
import { type MockDefinition, mockDefinition } from './judge/mock-definition.ts'
import {
  type ArrangedAnswer,
  DroppedConnection,
  type Mock,
  type MockDocument,
  type MockOptions,
} from './mock.ts'
import { EntityStore, filledPath } from './resource/entity-store.ts'
import {
  findResources,
  jsonContent,
  type Resource,
  type Resources,
} from './resource/find-resources.ts'
import { exampleEntities } from './resource/seed-examples.ts'

/**
 * Makes a mock of an API from its document: a `fetch` that judges every request by it and answers what it promises. What
 * is created is kept, so that it can be read, listed, changed and deleted.
 *
 * @throws ConcordatError where the document has errors of its own that leave an operation unclear.
 *
 * @example
 * ```ts
 * import { createMock } from '@concordat/mock'
 * const responses = { 200: { description: 'Alive.', content: { 'application/json': { schema: { const: 'pong' } } } } }
 * const document = {
 *   openapi: '3.1.1',
 *   info: { title: 'Ping', version: '1' },
 *   paths: { '/ping': { get: { operationId: 'ping', responses } } },
 * }
 * const mock = createMock(document)
 * const response = await mock.fetch('http://api.test/ping')
 * console.log(await response.json()) // 'pong'
 * ```
 */
export function createMock(document: MockDocument, options: MockOptions = {}): Mock {
  const loaded = isLoaded(document) ? document : isJsonObject(document) && normalised(document)
  if (!loaded)
    throw new ConcordatError('E_DOCUMENT_NOT_FOUND', 'A mock is made of a document: give it one.')
  const { model } = readApiModel(loaded)
  return new DocumentMock(model, options)
}

function isLoaded(document: MockDocument): document is NormalisedDocument {
  return 'position' in document && typeof document.position === 'function'
}

/** A document that is bundled and normalised already, such as that of a generated package. */
function normalised(document: JsonObject): NormalisedDocument {
  return {
    document,
    openapi: String(document.openapi ?? '3.1.1'),
    location: 'openapi.json',
    hash: '',
    position: () => ({ file: 'openapi.json', line: 1, column: 1 }),
  }
}

type Arranged = ArrangedAnswer | ((input: MockInput) => ArrangedAnswer)

class DocumentMock implements Mock {
  readonly #model: ApiModel
  readonly #options: MockOptions
  readonly #definition: MockDefinition
  readonly #resources: Resources
  readonly #store = new EntityStore()
  readonly #stateful: StatefulAnswers
  readonly #faults: Faults
  readonly #server: Server
  readonly #arranged = new Map<string, Arranged>()
  readonly #problems = new WeakMap<Request, ServerProblem>()

  constructor(model: ApiModel, options: MockOptions) {
    const { seed = 1 } = options
    this.#model = model
    this.#options = options
    this.#definition = mockDefinition(model)
    const { schemaAt } = this.#definition
    this.#resources = findResources(model, schemaAt, options.roles)
    const parts = { model, schemaAt, resources: this.#resources, store: this.#store, seed }
    this.#stateful = new StatefulAnswers(parts)
    this.#faults = new Faults(options.faults ?? [], seed)
    this.#server = this.#serve()
    this.reset()
  }

  readonly fetch = async (input: Request | string | URL, init?: RequestInit): Promise<Response> => {
    const original = input instanceof Request && !init ? input : new Request(input, init)
    const request = withoutBase(original, this.#options.basePath ?? '')
    const { delay = 0, onInvalidRequest } = this.#options
    const operationId = { current: undefined as string | undefined }
    const answer = await this.#server.app.fetch(request, { operationId })
    const fault = this.#faults.next(operationId.current)
    if (delay > 0 || fault === 'slow') await wait(delay + (fault === 'slow' ? slowness : 0))
    if (fault === 'drop') throw new DroppedConnection()
    const problem = this.#problems.get(request)
    this.#options.onAnswer?.({
      method: request.method,
      path: new URL(request.url).pathname,
      ...(operationId.current === undefined ? {} : { operationId: operationId.current }),
      status: answer.status,
      issues: problem ? issuesOf(problem) : [],
    })
    if (problem && onInvalidRequest === 'throw') throw failure(problem)
    return fault ? spoiled(fault, answer) : answer
  }

  async given(state: string, parameters: JsonObject = {}): Promise<void> {
    const { states = {} } = this.#options
    const handler = Object.hasOwn(states, state) ? states[state] : undefined
    if (handler) {
      await handler(this, parameters)
      return
    }
    const resource = this.#resourceNamed(state)
    if (!resource) {
      const known = Object.keys(states).map((name) => `\`${name}\``)
      const list = known.length > 0 ? `Known are ${known.join(', ')}.` : 'No state is known.'
      throw new ConcordatError(
        'E_MOCK_STATE_UNKNOWN',
        `Nothing brings about the state \`${state}\`. ${list} Add it to \`states\`, or name a resource of the document in it.`,
      )
    }
    this.seed(filledPath(resource.collectionPath, parameters), [parameters])
  }

  seed(collectionPath: string, entities: readonly JsonObject[]): void {
    const found = this.#collectionAt(collectionPath)
    if (!found) {
      const known = [...this.#resources.byItemPath.values()].map(
        (one) => `\`${one.collectionPath}\``,
      )
      throw new ConcordatError(
        'E_MOCK_COLLECTION_UNKNOWN',
        `Nothing is kept under \`${collectionPath}\`. Known are ${known.join(', ') || 'no collections'}.`,
      )
    }
    for (const members of entities) this.#keep(found, collectionPath, members, true)
  }

  answer(operationId: string, answer: Arranged): void {
    const descriptor = this.#descriptor(operationId)
    if (!descriptor) {
      throw new ConcordatError(
        'E_MOCK_OPERATION_UNKNOWN',
        `The document has no operation \`${operationId}\`.`,
      )
    }
    if (typeof answer !== 'function') this.#judge(operationId, answer)
    this.#arranged.set(operationId, answer)
  }

  reset(): void {
    this.#arranged.clear()
    this.#store.clear()
    this.#stateful.reset()
    this.#faults.reset()
    if (this.#options.stateful === false) return
    const { schemaAt } = this.#definition
    for (const { resource, collection, members } of exampleEntities(
      this.#model,
      this.#resources,
      schemaAt,
    )) {
      this.#keep(resource, collection, members, false)
    }
    for (const resource of this.#resources.byItemPath.values()) this.#fill(resource)
  }

  /** What can be listed, and not be made, is there from the start. */
  #fill(resource: Resource): void {
    const { collectionPath } = resource
    const own = this.explain().filter((one) => one.resource === resource)
    const isMade = own.some(({ role }) => role === 'create')
    if (isMade || collectionPath.includes('{') || !own.some(({ role }) => role === 'list')) return
    if (this.#store.all(collectionPath).length > 0) return
    for (let count = 0; count < 2; count += 1) this.#keep(resource, collectionPath, {}, false)
  }

  explain(): ReturnType<Mock['explain']> {
    return [...this.#resources.explanations.values()]
  }

  #serve(): Server {
    const definition = this.#definition
    const { seed = 1, dynamic = false } = this.#options
    const automatic = automaticHandlers(definition, { seed, dynamic })
    const handlers = Object.fromEntries(
      Object.entries(definition.operations).map(([id, descriptor]) => {
        const plain = automatic[id]
        return [
          id,
          (input: MockInput) => this.#handle(descriptor, input, () => plain?.(input as never)),
        ]
      }),
    )
    const documented = automaticErrors(definition, { seed, dynamic })
    const errors: ErrorsAdapter = (problem) => {
      if (problem.kind !== 'not-found' || problem.operationId === undefined) {
        this.#problems.set(problem.request, problem)
      }
      return documented(problem)
    }
    return defineServer(definition, {
      handlers,
      auth: this.#verifiers(),
      errors,
      checkResponses: 'off',
      middleware: [
        async (context, next) => {
          await next()
          const holder = context.env?.operationId
          if (holder) holder.current = matchedOperation(context)?.operationId
        },
      ],
    })
  }

  #verifiers(): Record<string, (credential: unknown) => object | null> {
    const { credentials = {} } = this.#options
    const any = automaticVerifiers(this.#definition.securitySchemes ?? {})
    return Object.fromEntries(
      Object.entries(any).map(([name, take]) => {
        const isGood = Object.hasOwn(credentials, name) ? credentials[name] : undefined
        return [name, (credential) => (isGood?.(credential) === false ? null : take(credential))]
      }),
    )
  }

  async #handle(
    descriptor: OperationDescriptor,
    input: MockInput,
    automatic: () => unknown,
  ): Promise<unknown> {
    const { operationId } = descriptor
    const arranged = this.#arranged.get(operationId)
    if (arranged) {
      const answer = typeof arranged === 'function' ? arranged(input) : arranged
      return this.#judge(operationId, answer)
    }
    const preferences = readPreferences(input.request.headers.get('prefer'))
    const isFree = Object.keys(preferences).length === 0 && this.#options.stateful !== false
    const told = isFree ? this.#stateful.answer(operationId, input) : undefined
    if (told === undefined) {
      const output = await automatic()
      return isFree ? pagedOutput(output, input) : output
    }
    return 'refused' in told ? this.#refusal(descriptor, told.refused, input) : told
  }

  /** What the document promises for a status, or a problem document. */
  async #refusal(
    descriptor: OperationDescriptor,
    status: number,
    input: MockInput,
  ): Promise<Output> {
    const code = status === 422 && !findResponse(descriptor.responses, 422) ? 400 : status
    const { seed = 1, dynamic = false } = this.#options
    if (findResponse(descriptor.responses, code)) {
      const source = createAnswerSource(this.#definition, { seed, dynamic })
      const accept = input.request.headers.get('accept')
      const [choice] = orderResponses(descriptor.responses, { code }, accept)
      const output = choice && (await source(descriptor, choice))
      if (output) return output
    }
    const body = { type: 'about:blank', title: reasons[code] ?? 'Error', status: code }
    return { status: code, mediaType: 'application/problem+json', body }
  }

  #descriptor(operationId: string): OperationDescriptor | undefined {
    const { operations } = this.#definition
    return Object.hasOwn(operations, operationId) ? operations[operationId] : undefined
  }

  /** An arranged answer, as the pipeline sends it, once the document allows it. */
  #judge(operationId: string, answer: ArrangedAnswer): Output {
    const operation = this.#model.operations.find((one) => one.operationId === operationId)
    const wrong = (what: string) =>
      new ConcordatError(
        'E_MOCK_ANSWER_WRONG',
        `The answer that was arranged for \`${operationId}\` breaks the document: ${what}`,
      )
    const key = String(answer.status)
    const response =
      operation?.responses.find(({ status }) => status === key) ??
      operation?.responses.find(({ status }) => status === `${key.charAt(0)}XX`) ??
      operation?.responses.find(({ status }) => status === 'default')
    if (!response) throw wrong(`it promises no status ${key}.`)
    const { body, mediaType, headers, status } = answer
    const content =
      mediaType === undefined
        ? jsonContent(response.content)
        : response.content.find((one) => one.mediaType === mediaType)
    if (body !== undefined && !content && response.content.length === 0)
      throw wrong(`status ${key} has no body.`)
    if (body !== undefined && content?.schema) {
      const schema = this.#definition.schemaAt(content.schema.pointer)
      const [issue] = valueIssues(schema, body, { direction: 'response' })
      if (issue) throw wrong(`\`/${issue.path.join('/')}\` ${issue.message} (${issue.pointer}).`)
    }
    const type = mediaType ?? content?.mediaType
    return {
      status,
      ...(body === undefined ? {} : { body }),
      ...(body === undefined || type === undefined ? {} : { mediaType: type }),
      ...(headers === undefined ? {} : { headers }),
    }
  }

  #keep(resource: Resource, collection: string, members: JsonObject, isStrict: boolean): void {
    const schema = this.#stateful.entitySchema(resource)
    const entity = this.#stateful.entityOf(resource, members)
    if (isStrict && schema) {
      const [name] = Object.keys(members).filter(
        (one) => JSON.stringify(entity[one]) !== JSON.stringify(members[one]),
      )
      const [issue] = valueIssues(schema, { ...entity, ...members }, { direction: 'response' })
      if (issue && name !== undefined) {
        throw new ConcordatError(
          'E_MOCK_SEED_WRONG',
          `What was to be kept under \`${collection}\` breaks the document: \`/${issue.path.join('/')}\` ${issue.message} (${issue.pointer}).`,
        )
      }
    }
    const id = entity[resource.idName] ?? members[resource.idName]
    this.#store.put(collection, String(id), entity)
  }

  #collectionAt(path: string): Resource | undefined {
    const segments = path.split('/')
    return [...this.#resources.byItemPath.values()].find(({ collectionPath }) => {
      const own = collectionPath.split('/')
      return (
        own.length === segments.length &&
        own.every((one, index) => one.includes('{') || one === segments[index])
      )
    })
  }

  /** The resource whose name a text has in it: the last fixed word of its collection, in the singular or as it is. */
  #resourceNamed(text: string): Resource | undefined {
    const words = text.toLowerCase().split(/[^a-z0-9]+/)
    return [...this.#resources.byItemPath.values()].find(({ collectionPath }) => {
      const last = collectionPath.split('/').findLast((one) => one !== '' && !one.includes('{'))
      const name = last?.toLowerCase().replace(/[^a-z0-9]/g, '') ?? ''
      return words.some(
        (word) =>
          word === name ||
          (word.length > 2 && name.startsWith(word) && name.length - word.length <= 3),
      )
    })
  }
}

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  404: 'Not Found',
  409: 'Conflict',
  412: 'Precondition Failed',
  422: 'Unprocessable Content',
}

function issuesOf({ message, issues = [] }: ServerProblem): readonly string[] {
  const told = issues.map((one) => `${one.in} \`/${one.path.join('/')}\` ${one.message}`)
  return told.length > 0 ? told : [message]
}

function failure(problem: ServerProblem): ConcordatError {
  const { request, message, issues = [] } = problem
  const list = issues.length > 0 ? ` ${issuesOf(problem).join('; ')}.` : ''
  return new ConcordatError(
    'E_MOCK_REQUEST_WRONG',
    `${request.method} ${new URL(request.url).pathname} breaks the document: ${message}${list}`,
  )
}

function withoutBase(request: Request, basePath: string): Request {
  const url = new URL(request.url)
  const base = basePath.replace(/\/$/, '')
  if (base === '' || !(url.pathname === base || url.pathname.startsWith(`${base}/`))) return request
  url.pathname = url.pathname.slice(base.length) || '/'
  return new Request(url, request)
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}
