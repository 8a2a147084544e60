import { ConcordatError, createRandom } from '@concordat/core'
import { type ApiModel, readApiModel } from '@concordat/model'
import { checks as builtInChecks } from './check-registry.ts'
import { resolveIdentity } from './credentials/resolve-identity.ts'
import { createCoverage } from './engine/coverage.ts'
import { createGate, sleep } from './engine/gate.ts'
import { createPatience } from './engine/patience.ts'
import { probeTarget } from './engine/probe-target.ts'
import { runPhases } from './engine/run-phases.ts'
import type { Session } from './engine/session.ts'
import type { Settings } from './engine/settings.ts'
import { summarise } from './engine/summarise.ts'
import type { PhaseName } from './exchange/purpose.ts'
import { createCollector } from './findings/collector.ts'
import { configureChecks } from './findings/configure-checks.ts'
import { createSecrets } from './findings/secrets.ts'
import type { VerifyOptions } from './options.ts'
import { filterOperations } from './plan/filter-operations.ts'
import { planApi } from './plan/operation-plan.ts'
import type { VerifyReport } from './report/verify-report.ts'
import { createFetchTransport } from './transport/fetch-transport.ts'
import { withHooks } from './transport/hooked-transport.ts'
import { createHttpTransport } from './transport/http-transport.ts'
import { withSettling } from './transport/settling-transport.ts'
import type { Transport } from './transport/wire-exchange.ts'

/** Milliseconds that lists and copies may be behind, when the user says nothing of it. */
const defaultConsistency = 500

export const allPhases: readonly PhaseName[] = [
  'examples',
  'coverage',
  'generation',
  'stateful',
  'security',
]

/**
 * Verifies a running provider against its document: drives every operation, tries both sides of every boundary, tells
 * stories of creation and deletion, knocks without credentials, and returns every disagreement as a finding.
 *
 * @throws ConcordatError when the run cannot begin: no document, no target, nothing answers, a credential that cannot
 * be had.
 *
 * @example
 * ```ts
 * import { loadDocument } from '@concordat/document'
 * import { verify } from '@concordat/verify'
 *
 * const { loaded } = await loadDocument('openapi.yaml')
 * const report = await verify({ document: loaded, url: 'http://localhost:3000', seed: 1 })
 * for (const finding of report.findings) console.log(finding.message)
 * ```
 */
export async function verify(options: VerifyOptions): Promise<VerifyReport> {
  const started = performance.now()
  const now = (): number => performance.now()
  const model = modelOf(options)
  const seed = options.seed ?? Math.floor(Date.now() % 1_000_000)
  const api = planApi(filterOperations(model, options.include, options.exclude))
  const startedAt = new Date()
  const { transport: bare, url } = createTransport(options)
  const hooked = withHooks(bare, options.hooks, api)
  const transport = withSettling(hooked, options.consistency ?? defaultConsistency, now, sleep)
  const timeout = options.timeout ?? 10_000
  try {
    const basePath = await probeTarget(api, url, transport, timeout)
    const tokens = {
      api,
      transport,
      basePath,
      fetchUrl: async (
        target: URL,
        request: Parameters<Transport['send']>[0],
      ): Promise<unknown> => {
        const other = createHttpTransport(target)
        const outcome = await other.send(
          { ...request, target: target.pathname + target.search },
          timeout,
        )
        other.close()
        if (outcome.kind === 'failure') return undefined
        return JSON.parse(new TextDecoder().decode(outcome.response.body))
      },
    }
    const identities = [await resolveIdentity('default', options.auth ?? {}, tokens)]
    for (const identity of options.identities ?? []) {
      identities.push(await resolveIdentity(identity.name, identity.auth, tokens))
    }
    const settings: Settings = {
      seed,
      budgetMilliseconds: options.budget ?? 30_000,
      maxRequests: options.maxRequests ?? 20_000,
      rate: options.rate,
      concurrency: options.concurrency ?? 4,
      phases: new Set(options.phases ?? allPhases),
      timeout,
      maxResponseTime: options.maxResponseTime,
      headers: Object.entries(options.headers ?? {}),
      origin: url.origin,
      basePath,
      identities,
    }
    const notes: string[] = []
    const session: Session = {
      api,
      settings,
      transport,
      gate: createGate({
        budgetMilliseconds: settings.budgetMilliseconds,
        maxRequests: settings.maxRequests,
        rate: settings.rate,
        now,
        ...(options.signal ? { signal: options.signal } : {}),
      }),
      patience: createPatience(timeout),
      random: createRandom(seed, 'verify'),
      collector: createCollector(),
      coverage: createCoverage(api),
      checks: configureChecks(
        [...builtInChecks, ...(options.extraChecks ?? [])],
        options.checks ?? [],
      ),
      emit: options.onEvent,
      document: options.document,
      note(message) {
        if (notes.includes(message)) return
        notes.push(message)
        options.onEvent?.({ type: 'note', message })
      },
      secrets: createSecrets(identities),
      sendings: new WeakMap(),
      wallClock: () => Date.now(),
    }
    session.emit?.({
      type: 'started',
      seed,
      api: model.name,
      operations: api.operations.length,
      target: targetName(options, url),
    })
    for (const { method, path } of api.twins) {
      session.note(
        `Several operations are ${method} ${path}: no request tells them apart, so none of them is verified.`,
      )
    }
    await runPhases(session, options)
    return summarise(session, model, {
      target: targetName(options, url),
      startedAt,
      seconds: (now() - started) / 1000,
      notes,
    })
  } finally {
    transport.close()
  }
}

function modelOf(options: VerifyOptions): ApiModel {
  if (options.model) return options.model
  if (options.document) return readApiModel(options.document).model
  throw new ConcordatError(
    'E_VERIFY_NO_DOCUMENT',
    'Give `document` or `model`: what is verified is a document.',
  )
}

function targetName(options: VerifyOptions, url: URL): string {
  return options.fetch ? 'in-process' : url.href
}

function createTransport(options: VerifyOptions): { transport: Transport; url: URL } {
  if (options.fetch) {
    const url = new URL(options.url ?? 'http://in-process.invalid')
    return { transport: createFetchTransport(options.fetch, url), url }
  }
  if (options.url === undefined) {
    throw new ConcordatError('E_VERIFY_NO_TARGET', 'Give `url` or `fetch`: where is the server?')
  }
  let url: URL
  try {
    url = new URL(options.url)
  } catch {
    throw new ConcordatError('E_VERIFY_NO_TARGET', `\`${String(options.url)}\` is not a URL.`)
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new ConcordatError('E_VERIFY_NO_TARGET', `\`${url.href}\` is neither http nor https.`)
  }
  return { transport: createHttpTransport(url), url }
}
