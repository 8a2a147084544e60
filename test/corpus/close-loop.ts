import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import type { ClientOptions } from '@concordat/client'
import { loadDocument } from '@concordat/document'
import { readApiModel, type SecuritySchemeModel } from '@concordat/model'
import { defineServer, type Server, type ServerDefinition } from '@concordat/server'
import { automaticErrors, automaticHandlers, automaticVerifiers } from '@concordat/server/automatic'
import { verify } from '@concordat/verify'
import type { OperationDescriptor, SecuritySchemeDescriptor } from '@concordat/wire'
import { planApi } from '../../packages/verify/src/plan/operation-plan.ts'
import { callInputs } from './call-inputs.ts'
import type { CorpusDocument } from './corpus-documents.ts'

/** What came of letting a generated client and the contract tests loose on a generated server. */
export interface LoopResult {
  /** Operations that the client called and whose every result was a documented success. */
  readonly called: number
  readonly operations: number
  readonly calls: number
  /** What went wrong between client and server, a sentence each. */
  readonly faults: readonly string[]
  readonly requests: number
  /** Operations that the contract tests drove to a success, of those that a request can tell apart. */
  readonly covered: number
  readonly coverable: number
  /** Disagreements that the contract tests found. */
  readonly findings: readonly string[]
  readonly milliseconds: number
}

/**
 * All but the stories of creation and deletion: a server that answers examples remembers nothing. The first two go on
 * until every operation was driven, the others as long as the budget is.
 */
const phases = { whole: ['examples', 'coverage'], rest: ['generation', 'security'] } as const

/** Milliseconds after which even a large document is given up. */
const patience = 600_000

interface GeneratedServer {
  readonly definition: ServerDefinition & { readonly document: () => Promise<unknown> }
}
interface GeneratedClient {
  createClient(
    options: ClientOptions,
  ): Readonly<Record<string, (input?: object) => Promise<Answer>>>
}
interface Answer {
  readonly status: number | string
  readonly reason?: unknown
  readonly error?: unknown
  readonly issues?: unknown
  readonly body?: unknown
  readonly response?: Response
}

/**
 * Boots a generated server that answers what the document promises, has the generated client call every operation, and
 * verifies the server against the document.
 */
export async function closeLoop(
  document: CorpusDocument,
  folder: string,
  { seed, budget }: { readonly seed: number; readonly budget: number },
): Promise<LoopResult> {
  const started = performance.now()
  const { definition } = await load<GeneratedServer>(folder, 'server.ts')
  const { createClient } = await load<GeneratedClient>(folder, 'client.ts')
  const problems: string[] = []
  const server = bootServer(definition, problems)
  const { loaded } = await loadDocument(document.path)
  const { model } = readApiModel(loaded)
  const auth = Object.fromEntries(
    model.securitySchemes.map((one) => [one.name, credentialFor(one)]),
  )
  const fetch = async (request: Request): Promise<Response> => server.fetch(request)
  // Seam: the schemes are those of a document that is not known here.
  const client = createClient({
    baseUrl: 'http://loop.invalid',
    auth,
    fetch,
    timeout: 10_000,
  } as never)
  const faults: string[] = []
  let calls = 0
  let called = 0
  const { operations, overlapping } = planApi(model)
  for (const operation of [...operations, ...overlapping]) {
    const { operationId } = operation
    const descriptor = definition.operations[operationId]
    const call = client[operationId]
    if (!descriptor || !call) {
      faults.push(`${operationId}: the client has no such method.`)
      continue
    }
    // `fetch` refuses TRACE, whatever a document says.
    if (descriptor.method === 'TRACE') {
      called += 1
      continue
    }
    const before = faults.length
    for (const input of callInputs(operation, descriptor, seed)) {
      if ('missing' in input) {
        faults.push(`${operationId}: could not make ${String(input.missing)}.`)
        continue
      }
      calls += 1
      problems.length = 0
      const fault = await faultOf(() => call(input), descriptor)
      if (fault === undefined) continue
      faults.push(`${operationId}: ${fault} ${problems.join(' ')} for ${shorten(input)}.`)
    }
    if (faults.length === before) called += 1
  }
  const options = {
    document: loaded,
    model,
    fetch,
    auth,
    seed,
    maxRequests: 1_000_000,
    destructive: true,
  }
  const report = await verify({ ...options, budget: patience, phases: phases.whole })
  const rest = await verify({ ...options, budget, phases: phases.rest })
  if (report.stopped) faults.push(`the contract tests ended early (${report.stopped}).`)
  const uncovered = report.operations.filter(({ verdict }) => verdict === 'not-verified')
  for (const { operationId, missing } of uncovered)
    faults.push(`${operationId}: not verified. ${missing.join(' ')}`)
  return {
    called,
    operations: model.operations.length,
    calls,
    faults,
    requests: report.requests + rest.requests,
    covered: report.operations.length - uncovered.length,
    coverable: report.operations.length,
    findings: [...report.findings, ...rest.findings].map(
      ({ id, severity, message, occurrences, curl }) =>
        `${severity} ${id} (×${occurrences}): ${message}${curl === undefined ? '' : `\n    ${curl}`}`,
    ),
    milliseconds: performance.now() - started,
  }
}

/** Why the server refused or failed is told to `problems`: what a document promises of errors says less. */
function bootServer(definition: GeneratedServer['definition'], problems: string[]): Server {
  const errors = automaticErrors(definition)
  // The generated `createServer` is this call with the types of the document, which a loop over many has not.
  return defineServer(definition, {
    basePath: '',
    auth: strictVerifiers(definition.securitySchemes ?? {}),
    handlers: automaticHandlers(definition),
    errors: (problem) => {
      problems.push(problem.message)
      return errors(problem)
    },
    checkResponses: 'enforce',
  })
}

/** Automatic verifiers that know one credential for each scheme, so that every other one must be refused. */
function strictVerifiers(schemes: Readonly<Record<string, SecuritySchemeDescriptor>>) {
  const automatic = automaticVerifiers(schemes)
  return Object.fromEntries(
    Object.entries(automatic).map(([name, verifier]) => [
      name,
      (credential: unknown) =>
        schemes[name]?.type === 'mutualTLS' ||
        isDeepStrictEqual(credential, user) ||
        credential === secretFor(name)
          ? verifier(credential)
          : null,
    ]),
  )
}

async function faultOf(
  call: () => Promise<Answer>,
  { responses }: OperationDescriptor,
): Promise<string | undefined> {
  let answer: Answer
  try {
    answer = await call()
  } catch (error) {
    return `the client threw \`${error instanceof Error ? error.message : String(error)}\``
  }
  const { status } = answer
  // Where nothing is documented, this is the only result there is.
  if (status === 'undocumented' && Object.keys(responses).length === 0) return undefined
  if (typeof status !== 'number') {
    const why = [answer.response?.status, answer.reason, answer.error, answer.issues, answer.body]
    return `the result is \`${status}\` (${why.filter((one) => one !== undefined).map(shorten)})`
  }
  const hasSuccess = Object.keys(responses).some((key) => /^[23]|^default$/.test(key))
  if (status < 400 || !hasSuccess) return undefined
  return `the valid input was answered with ${status} ${shorten(answer.body)}`
}

const user = { username: 'ada', password: 'lovelace' }

/** Each scheme has its own, so that one is no credential for another. */
function secretFor(name: string): string {
  return `credential-for-${name}`
}

function credentialFor({
  name,
  scheme,
}: SecuritySchemeModel): string | { username: string; password: string } {
  const isBasic = scheme.type === 'http' && scheme.scheme.toLowerCase() === 'basic'
  return isBasic ? user : secretFor(name)
}

async function load<Module>(folder: string, file: string): Promise<Module> {
  // The seam between generated text and types: what a package exports is fixed by its emitters.
  return (await import(pathToFileURL(join(folder, 'src', file)).href)) as Module
}

function shorten(value: unknown): string {
  const text =
    value instanceof Error
      ? `${value.message} ${value.cause ?? ''}`
      : (JSON.stringify(value) ?? String(value))
  return text.length > 400 ? `${text.slice(0, 399)}…` : text
}
