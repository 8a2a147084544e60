import { ConcordatError, createRandom } from '@concordat/core'
import { type ApiModel, readApiModel } from '@concordat/model'
import { checks as builtInChecks } from './check-registry.ts'
import { createConventions } from './conventions/conventions.ts'
import { sortHeaders } from './credentials/credential-headers.ts'
import { resolveIdentity } from './credentials/resolve-identity.ts'
import { createCaseLedger } from './engine/case-ledger.ts'
import { createCoverage } from './engine/coverage.ts'
import { createGate, sleep } from './engine/gate.ts'
import { createGuard, type GuardOptions, type Mode } from './engine/guard.ts'
import { createKeeping, createLook } from './engine/look.ts'
import { createOwnership, type Ownership } from './engine/ownership.ts'
import { probeTarget } from './engine/probe-target.ts'
import { createPutBack } from './engine/put-back.ts'
import type { Session } from './engine/session.ts'
import type { Settings } from './engine/settings.ts'
import { createTimeLimit, type TimeLimit } from './engine/time-limit.ts'
import type { PhaseName } from './exchange/purpose.ts'
import { createCollector } from './findings/collector.ts'
import { configureChecks } from './findings/configure-checks.ts'
import { createSecrets } from './findings/secrets.ts'
import type { VerifyOptions } from './options.ts'
import { createFilter, type OperationFilter, onlySafe } from './plan/operation-filter.ts'
import { planApi } from './plan/operation-plan.ts'
import { inShard } from './plan/shard.ts'
import type { VerifyReport } from './report/verify-report.ts'
import { withHooks } from './run/hooked-transport.ts'
import { planCases } from './run/plan-cases.ts'
import { runPhases } from './run/run-phases.ts'
import { summarise } from './run/summarise.ts'
import { createFetchTransport } from './transport/fetch-transport.ts'
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
 * stories of creation and deletion, sends requests without credentials, and returns every disagreement as a finding.
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
  const mode = modeOf(options)
  const filter = filterOf(options, model, mode)
  const api = planApi(model, filter.selects, createConventions(options.conventions))
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
    const given = sortHeaders(api, options.headers ?? {})
    const auth = { ...Object.fromEntries(given.credentials), ...options.auth }
    const identities = [await resolveIdentity('default', auth, tokens)]
    for (const identity of options.identities ?? []) {
      identities.push(await resolveIdentity(identity.name, identity.auth, tokens))
    }
    const settings: Settings = {
      seed,
      mode,
      keep: options.keep ?? false,
      failOn: options.failOn ?? 'error',
      excuse: excuses(options.allowUnverified),
      budgetMilliseconds: options.budget ?? Number.POSITIVE_INFINITY,
      maxRequests: options.maxRequests ?? Number.POSITIVE_INFINITY,
      rate: options.rate,
      concurrency: options.concurrency ?? 4,
      phases: new Set(options.phases ?? allPhases),
      timeout,
      maxResponseTime: options.maxResponseTime,
      headers: Object.entries(given.others),
      origin: url.origin,
      basePath,
      identities,
    }
    const notes: string[] = []
    const secrets = createSecrets(identities)
    for (const [name, value] of Object.entries(given.others)) secrets.hide(name, value)
    const ownership = createOwnership()
    const coverage = createCoverage(api)
    const current = (): Session => session
    const putBack = createPutBack(createKeeping(current, basePath))
    const timeLimit = createTimeLimit(timeout)
    const session: Session = {
      api,
      settings,
      transport,
      gate: createGate({
        budgetMilliseconds: settings.budgetMilliseconds,
        maxRequests: settings.maxRequests,
        rate: settings.rate,
        now,
        reserve: () => reserveFor(ownership, timeLimit, settings),
        ...(options.signal ? { signal: options.signal } : {}),
      }),
      guard: createGuard({
        api,
        basePath,
        mode: settings.mode,
        filter,
        mayChange: mayChange(options.destructive),
        ownership,
        expendable: expendableValues(options),
        look: createLook(current),
        keep: putBack.keep,
      }),
      ownership,
      putBack,
      creations: [],
      timeLimit,
      random: createRandom(seed, 'verify'),
      collector: createCollector(),
      coverage,
      cases: createCaseLedger((exchange) => coverage.recordSound(exchange)),
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
      secrets,
      sendings: new WeakMap(),
      wallClock: () => Date.now(),
    }
    session.emit?.({
      type: 'started',
      seed,
      api: model.name,
      operations: api.operations.length,
      target: targetName(options, url),
      mayChange: api.operations
        .filter(
          (operation) =>
            session.guard.effects.get(operation) === 'changes' &&
            (mode === 'destructive' || mayChange(options.destructive)(operation)),
        )
        .map(({ method, path }) => `${method} ${path}`),
    })
    const unsafe = mode === 'safe' ? unsafeCount(options, model) : 0
    if (unsafe > 0)
      session.note(`--safe: ${unsafe} operations that may change something were left out.`)
    for (const { method, path } of api.overlapping) {
      session.note(
        `Several operations are ${method} ${path}: no request tells them apart, so none of them is verified.`,
      )
    }
    planCases(session, options.pools ?? {})
    const estimate = estimateOf(session)
    session.emit?.({ type: 'planned', ...estimate })
    if (options.budget === undefined) session.gate.limit(defaultBudget(estimate.requests))
    const left = api.operations.length === 0 ? [] : await runPhases(session, options)
    return summarise(session, model, {
      shard: options.shard,
      left,
      isSelected: ({ model: operation }) => filter.selects(operation),
      target: targetName(options, url),
      startedAt,
      seconds: (now() - started) / 1000,
      notes,
    })
  } finally {
    transport.close()
  }
}

function modeOf({ destructive, safe }: VerifyOptions): Mode {
  if (safe === true && destructive !== undefined && destructive !== false) {
    throw new ConcordatError('E_USAGE', '`safe` and `destructive` exclude each other.')
  }
  if (safe === true) return 'safe'
  return destructive === true ? 'destructive' : 'default'
}

/** The operations that the user names as ones that may change what the run did not make. */
function mayChange(destructive: VerifyOptions['destructive']): GuardOptions['mayChange'] {
  if (destructive === undefined || typeof destructive === 'boolean') return () => false
  const filter = createFilter(destructive, undefined)
  return ({ model }) => filter.selects(model)
}

function expendableValues({
  expendable = [],
  pools = {},
}: VerifyOptions): GuardOptions['expendable'] {
  const values = new Map<string, ReadonlySet<string>>()
  for (const name of expendable) {
    const pool = pools[name]
    if (pool === undefined)
      throw new ConcordatError('E_USAGE', `\`expendable\` names \`${name}\`, which is no pool.`)
    values.set(name.split('.').at(-1) ?? name, new Set(pool.map(String)))
  }
  return values
}

/** What the run is thought to need, before its first request. */
function estimateOf({ api, cases, settings }: Session): {
  readonly cases: number
  readonly requests: number
  readonly seconds: number
} {
  // Each case comes with its part of the unchanged requests, what is read before it, and what is made for it; stories read much.
  const requests = Math.round(cases.planned * 2 + api.operations.length * 40)
  const perSecond = settings.rate ?? 250
  return { cases: cases.planned, requests, seconds: Math.ceil(requests / perSecond) }
}

/** Milliseconds that are enough for the plan on a slow server, so that only what hangs meets the end. */
function defaultBudget(requests: number): number {
  return Math.max(300_000, requests * 100)
}

function excuses(allowed: VerifyOptions['allowUnverified']): Settings['excuse'] {
  const patterns = Object.entries(allowed ?? {}).map(([pattern, reason]) => ({
    filter: createFilter([pattern], undefined),
    reason,
  }))
  return ({ model }) => patterns.find(({ filter }) => filter.selects(model))?.reason
}

/** What removing the things of the run will take. */
function reserveFor(
  ownership: Ownership,
  timeLimit: TimeLimit,
  { budgetMilliseconds, concurrency, keep, rate }: Settings,
): { readonly milliseconds: number; readonly requests: number } {
  if (keep) return { milliseconds: 0, requests: 0 }
  const requests = ownership.remaining().length
  const each = Math.max(timeLimit.usual() / concurrency, rate === undefined ? 0 : 1000 / rate)
  return { milliseconds: Math.min(requests * each * 2, budgetMilliseconds / 2), requests }
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
  if (options.fetch) return 'in-process'
  const shown = new URL(url)
  shown.password = shown.password === '' ? '' : '[redacted]'
  return shown.href
}

/** Operations that the patterns select and `safe` leaves out. */
function unsafeCount(options: VerifyOptions, model: ApiModel): number {
  const wanted = createFilter(options.include, options.exclude)
  const safe = onlySafe(wanted)
  return model.operations.filter((one) => wanted.selects(one) && !safe.selects(one)).length
}

/** What the patterns, the mode and the shard leave of the document's operations. */
function filterOf(options: VerifyOptions, model: ApiModel, mode: Mode): OperationFilter {
  const wanted = createFilter(options.include, options.exclude)
  const allowed = mode === 'safe' ? onlySafe(wanted) : wanted
  return options.shard ? inShard(allowed, model.operations, options.shard) : allowed
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
