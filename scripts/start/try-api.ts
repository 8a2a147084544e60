import type { Finding } from '@concordat/core'
import { loadDocument } from '@concordat/document'
import { readApiModel } from '@concordat/model'
import type { RunningReference } from '@concordat/reference'
import { isOpen, type VerifyReport, verify, verifyClient } from '@concordat/verify'
import type { Api } from './apis.ts'

/** What the contract tests of one API came to. */
export interface ApiOutcome {
  readonly name: string
  readonly operations: number
  readonly checks: number
  readonly failed: number
  /** The verifier's own verdict of the server. */
  readonly verdict: VerifyReport['verdict']
  /** Operations of the server that were not, or only partly, verified, with the reason. */
  readonly open: readonly string[]
  readonly findings: readonly Finding[]
  /** Documented responses that were never seen, for example `429 of listUserSessions`. */
  readonly unseen: readonly string[]
  readonly seconds: number
}

/** Holds one API's reference server and generated client to the document, then lets them play the vendor's story. */
export async function tryApi(
  api: Api,
  reference: RunningReference,
  root: string,
  edges: { readonly signal: AbortSignal; readonly onProgress: (text: string) => void },
): Promise<ApiOutcome> {
  const started = performance.now()
  const { loaded } = await loadDocument(api.document, { cwd: root })
  const { model } = readApiModel(loaded)
  let requests = 0
  const server = await verify({
    document: loaded,
    model,
    url: `${reference.url}${api.prefix}`,
    states: `${reference.url}/_concordat/states`,
    seed: 1,
    failOn: 'warning',
    // The server and its data were made for this run.
    destructive: true,
    signal: edges.signal,
    onEvent(event) {
      if (event.type !== 'exchange') return
      requests += 1
      if (requests % 25 === 0) edges.onProgress(`server: ${requests} requests`)
    },
  })
  edges.onProgress('client')
  const client = await verifyClient({
    model,
    document: loaded,
    connect: api.connect,
    signal: edges.signal,
  })
  edges.onProgress('story')
  const story = await api.story(reference.url)
  const broken = story.filter(({ holds }) => !holds)
  const findings: Finding[] = [
    ...server.findings,
    ...client.findings,
    ...broken.map(({ claim, found }) => ({
      id: 'story-claim-broken',
      severity: 'error' as const,
      message: `${api.name}: ${claim}; found ${found}.`,
    })),
  ]
  return {
    name: api.name,
    operations: model.operations.length,
    checks: server.requests + client.checks + story.length,
    failed: findings.filter(({ severity }) => severity !== 'info').length,
    verdict: server.verdict,
    open: server.operations
      .filter(isOpen)
      .map(
        ({ method, missing, path, verdict }) =>
          `${verdict}, ${method} ${path}: ${missing.join(' ')}`,
      ),
    findings,
    unseen: [
      ...server.operations.flatMap(({ operationId, responses }) =>
        responses
          .filter(({ seen }) => seen === 0)
          .map(({ status }) => `${status} of ${operationId}`),
      ),
      ...client.operations.flatMap(({ operationId, untried }) =>
        untried.map((why) => `client of ${operationId}: ${why}`),
      ),
    ],
    seconds: (performance.now() - started) / 1000,
  }
}
