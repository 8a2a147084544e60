import type { Finding } from '@concordat/core'
import { hashText } from '@concordat/core'
import type { LoadedDocument } from '@concordat/document'
import type { ApiModel } from '@concordat/model'
import type { CredentialValue, Identity } from '../credentials/identity.ts'
import { nameOf } from '../exchange/exchange.ts'
import { type OperationPlan, planApi } from '../plan/operation-plan.ts'
import type { ClientOutcome, ClientUnderTest, ConnectClient } from './client-under-test.ts'
import { judgeClientOutcome } from './judge-client-outcome.ts'
import { judgeClientRequest } from './judge-client-request.ts'
import { type SampleInput, sampleInputs } from './sample-inputs.ts'
import { openStage, type Stage } from './stage.ts'
import { documentedAnswers, type StagedAnswer, unexpectedAnswers } from './staged-answers.ts'

/** What to hold to the document. */
export interface VerifyClientOptions {
  readonly model: ApiModel
  /** Gives findings file, line and column. */
  readonly document?: LoadedDocument
  readonly connect: ConnectClient
  /** @default 1 */
  readonly seed?: number
  /** Milliseconds that the client is given where the server never answers. @default 150 */
  readonly timeout?: number
  /** Credentials by scheme, for schemes whose made-up one would not do. */
  readonly credentials?: Readonly<Record<string, CredentialValue>>
  readonly onOperation?: (operationId: string) => void
  readonly signal?: AbortSignal
}

/** The result for a client. */
export interface ClientReport {
  readonly findings: readonly Finding[]
  readonly operations: readonly ClientOperationReport[]
  /** Calls made. */
  readonly checks: number
  readonly seconds: number
}

/** What was tried of one operation. */
export interface ClientOperationReport {
  readonly operationId: string
  /** Inputs whose request was judged. */
  readonly requests: number
  /** Answers that were served, by label. */
  readonly answers: readonly string[]
  /** What could not be tried, and why. */
  readonly untried: readonly string[]
}

/**
 * Holds a client to a document, over a real socket: what each operation puts on the wire is judged by the document, and
 * every documented answer, an undocumented one, a malformed body, a dropped connection and a timeout are served to it and
 * must come out as what they are.
 *
 * @example
 * ```ts
 * import { loadDocument } from '@concordat/document'
 * import { readApiModel } from '@concordat/model'
 * import { verifyClient } from '@concordat/verify'
 *
 * const { loaded } = await loadDocument('openapi.yaml')
 * const { findings } = await verifyClient({
 *   model: readApiModel(loaded).model,
 *   connect: (baseUrl) => ({
 *     call: async () => ({ status: (await fetch(baseUrl)).status }),
 *   }),
 * })
 * console.log(findings.length)
 * ```
 */
export async function verifyClient(options: VerifyClientOptions): Promise<ClientReport> {
  const started = performance.now()
  const api = planApi(options.model)
  const identity: Identity = {
    name: 'client',
    credentials: new Map(
      options.model.securitySchemes.map(({ name }) => [
        name,
        options.credentials?.[name] ?? `credential-for-${name}`,
      ]),
    ),
  }
  const stage = await openStage()
  const findings: Finding[] = []
  const operations: ClientOperationReport[] = []
  try {
    const client = options.connect(stage.url, Object.fromEntries(identity.credentials))
    for (const operation of api.operations) {
      options.signal?.throwIfAborted()
      options.onOperation?.(operation.operationId)
      operations.push(
        await verifyOperation({
          operation,
          client,
          stage,
          identity,
          options,
          report: (finding) => findings.push(finding),
        }),
      )
    }
  } finally {
    await stage.close()
  }
  return {
    findings,
    operations,
    checks: operations.reduce((sum, { requests, answers }) => sum + requests + answers.length, 0),
    seconds: (performance.now() - started) / 1000,
  }
}

interface Trial {
  readonly operation: OperationPlan
  readonly client: ClientUnderTest
  readonly stage: Stage
  readonly identity: Identity
  readonly options: VerifyClientOptions
  readonly report: (finding: Finding) => void
}

async function verifyOperation(trial: Trial): Promise<ClientOperationReport> {
  const { operation, options } = trial
  const seed = options.seed ?? 1
  const samples = sampleInputs(operation, seed)
  const documented = documentedAnswers(operation, seed)
  const [first] = samples
  const untried = untriedAnswers(operation, documented)
  if (first === undefined) {
    return {
      operationId: operation.operationId,
      requests: 0,
      answers: [],
      untried: ['No input could be made that the document allows.', ...untried],
    }
  }
  const welcome = documented.find(({ expected }) => Number(expected.status) < 300) ?? documented[0]
  for (const sample of samples) await trySample(trial, sample, welcome)
  const answers = [...documented, ...unexpectedAnswers(operation, documented)]
  for (const answer of answers) await tryAnswer(trial, first, answer)
  return {
    operationId: operation.operationId,
    requests: samples.length,
    answers: answers.map(({ label }) => label),
    untried,
  }
}

function untriedAnswers(operation: OperationPlan, documented: readonly StagedAnswer[]): string[] {
  const tried = new Set(documented.map(({ pointer }) => pointer))
  return operation.model.responses
    .filter(({ pointer }) => !tried.has(pointer))
    .map(({ status }) => `The response ${status} could not be made from its description.`)
}

async function trySample(
  trial: Trial,
  sample: SampleInput,
  welcome: StagedAnswer | undefined,
): Promise<void> {
  const { stage, operation, identity } = trial
  stage.script(welcome?.script ?? { kind: 'answer', status: 200, headers: [] })
  await callSafely(trial, sample, 5000)
  for (const fault of judgeClientRequest(operation, sample, stage.received, identity)) {
    report(trial, fault.id, fault.message, operation.pointer)
  }
}

async function tryAnswer(trial: Trial, sample: SampleInput, answer: StagedAnswer): Promise<void> {
  const { stage, options } = trial
  stage.script(answer.script)
  const outcome = await callSafely(
    trial,
    sample,
    answer.kind === 'timeout' ? (options.timeout ?? 150) : 5000,
  )
  if (outcome === undefined) return
  for (const fault of judgeClientOutcome(answer, outcome)) {
    report(trial, `client-answer-misread`, `${answer.label}: ${fault}`, answer.pointer)
  }
}

/** A client answers; one that throws for what a server does has no variant for it. */
async function callSafely(
  trial: Trial,
  sample: SampleInput,
  timeout: number,
): Promise<ClientOutcome | undefined> {
  try {
    return await trial.client.call(trial.operation.operationId, sample.input, { timeout })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    report(
      trial,
      'client-call-threw',
      `The client threw in place of a result: ${message}`,
      trial.operation.pointer,
    )
    return undefined
  }
}

function report(trial: Trial, id: string, message: string, pointer: string): void {
  const { operation, options } = trial
  const name = nameOf(operation)
  trial.report({
    id,
    severity: 'error',
    message: `${name}: ${message}`,
    pointer,
    operationId: operation.operationId,
    fingerprint: hashText(`${id}\n${name}\n${message}`).toString(16).padStart(8, '0'),
    ...(options.document ? { source: options.document.position(pointer) } : {}),
  })
}
