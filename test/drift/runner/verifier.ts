// A process of its own for the verifier: one run for each message.
import { type LoadedDocument, loadDocument } from '@concordat/document'
import { verify } from '@concordat/verify'
import { allBenches } from '../benches.ts'
import type { Bench } from '../kit/bench.ts'
import type { RunRequest, RunResult } from './run-result.ts'

const loaded = new Map<string, LoadedDocument>()

async function documentOf(bench: Bench): Promise<LoadedDocument> {
  const known = loaded.get(bench.api)
  if (known) return known
  const { loaded: document } = await loadDocument(bench.document)
  loaded.set(bench.api, document)
  return document
}

async function run({ server, url, seed, mode, budget }: RunRequest): Promise<RunResult> {
  const bench = allBenches.find(({ api }) => api === server.split('/')[0])
  if (!bench) throw new Error(`There is no bench for ${server}.`)
  const document = await documentOf(bench)
  const started = performance.now()
  const { auth, identities } = bench.callers
  try {
    const report = await verify({
      document,
      url,
      auth,
      identities,
      seed,
      budget,
      timeout: 2000,
      destructive: mode === 'destructive',
      ...(bench.states !== undefined && { states: new URL(bench.states, url) }),
    })
    return {
      server,
      seed,
      mode,
      findings: report.findings.map((finding) => ({
        check: finding.id,
        severity: finding.severity,
        operation: finding.operationId,
        message: finding.message,
        ...(finding.curl !== undefined && { curl: finding.curl }),
      })),
      requests: report.requests,
      seconds: (performance.now() - started) / 1000,
      ...(report.stopped !== undefined && { stopped: report.stopped }),
      notVerified: report.operations
        .filter(({ verdict }) => verdict === 'not-verified')
        .map(({ operationId, missing }) => `${operationId}: ${missing.join(' ')}`),
    }
  } catch (error) {
    const seconds = (performance.now() - started) / 1000
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { server, seed, mode, findings: [], requests: 0, seconds, notVerified: [], error: text }
  }
}

process.on('message', (request: RunRequest) => {
  run(request).then((result) => process.send?.(result))
})
process.on('disconnect', () => process.exit())
