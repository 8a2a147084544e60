import { ConcordatError } from '@concordat/core'
import { Hono } from 'hono'
import { requestId } from 'hono/request-id'
import { type ApiName, apiNames } from './api-name.ts'
import { callableApis } from './callable-apis.ts'
import { systemClock } from './clock.ts'
import { type DemoWorld, demoWorld, loadDemoWorld, resetDemoWorld } from './demo/demo-world.ts'
import { systemEntropy } from './entropy.ts'
import { crossOrigin } from './http/cross-origin.ts'
import { docsRoutes } from './http/docs-routes.ts'
import { endConnections } from './http/end-connections.ts'
import { healthRoutes } from './http/health-routes.ts'
import { ownDocs } from './http/own-docs.ts'
import { answerProblems } from './http/problem-routes.ts'
import { silentLogger } from './http/reference-logger.ts'
import { requestLog } from './http/request-log.ts'
import { securityHeaders } from './http/security-headers.ts'
import type { ReferenceAppOptions } from './reference-options.ts'
import { basicClient } from './senhasegura/basic-client.ts'
import { type StateAnswer, setUpState } from './states/set-up-state.ts'
import { stateCatalogue } from './states/state-catalogue.ts'
import { statesRoutes } from './states/states-routes.ts'
import { openStore } from './store/open-store.ts'
import type { Store, StoreKind } from './store/store.ts'
import { createVendorServers } from './vendor-servers.ts'
import type { World } from './world.ts'

/** The four servers in one app, over an open store. */
export interface ReferenceApp {
  /** The app, to be mounted or served. */
  readonly app: Hono
  /** Answers one request in this process; give it as `fetch` to clients and verifiers. */
  readonly fetch: (request: Request) => Promise<Response>
  /** Where each API is mounted, for example `/iproyal/v1`. */
  readonly apis: Readonly<Record<ApiName, string>>
  readonly store: { readonly kind: StoreKind; readonly location: string }
  /** What to call the demo world with; absent when it was not asked for. */
  readonly demo?: DemoWorld
  readonly servesStates: boolean
  readonly servesDocs: boolean
  /**
   * Sets up a provider state in this process, served or not.
   * @throws ConcordatError `E_UNKNOWN_STATE`; z.ZodError for params that break the state's schema
   */
  setUpState(name: string, params?: unknown): Promise<StateAnswer>
  /** From now on `/readyz` says no and answers end their connections, so that no new work is sent here. */
  announceStop(): void
  /** Closes the store. */
  close(): Promise<void>
}

/**
 * Makes the four servers in one app, each under its own prefix, over a store of your choice.
 *
 * @example
 * ```ts
 * import { createReferenceApp } from '@concordat/reference'
 * const reference = await createReferenceApp({ demo: true })
 * const answer = await reference.fetch(
 *   new Request('http://reference/cumulonimbus/api/user/1234567890/sessions', {
 *     headers: { Authorization: 'token' },
 *   }),
 * )
 * console.log(answer.status)
 * await reference.close()
 * ```
 * @throws ConcordatError when the store cannot be opened
 */
export async function createReferenceApp(options: ReferenceAppOptions = {}): Promise<ReferenceApp> {
  return createReferenceAppOver(await openStore(options.store ?? { kind: 'memory' }), options)
}

/** The same over a store that is open already. It is closed with the app, and when the app cannot be made. */
export async function createReferenceAppOver(
  store: Store,
  options: Omit<ReferenceAppOptions, 'store'>,
): Promise<ReferenceApp> {
  const world: World = {
    db: store.db,
    clock: options.clock ?? systemClock,
    entropy: options.entropy ?? systemEntropy,
    limits: {
      cumulonimbus: options.rateLimit ?? { requests: 100, seconds: 300 },
      iproyal: options.iproyalRateLimit ?? { requests: 1000, seconds: 60 },
      senhaseguraTokens: options.senhaseguraTokenLimit ?? { requests: 1000, seconds: 60 },
    },
  }
  try {
    if (options.demo === 'fresh') await resetDemoWorld(world)
    else if (options.demo) await loadDemoWorld(world)
  } catch (error) {
    await store.close()
    throw error
  }
  const logger = options.logger ?? silentLogger
  const servers = createVendorServers(world, { ...options, logger })
  let stopping = false
  const app = new Hono()
  app.use(
    endConnections(() => stopping),
    requestId(),
    requestLog(logger),
    securityHeaders,
  )
  if (options.cors?.length) app.use(crossOrigin(options.cors))
  app.route(
    '/',
    healthRoutes(store, () => stopping),
  )
  app.get('/', (context) => context.json({ name: 'concordat-reference', apis: prefixes }))
  mountApis(app, servers)
  if (options.states) app.route('/_concordat', statesRoutes(world))
  if (options.docs === true)
    app.route('/', ownDocs({ apis: prefixes, notice: noticeOf(store, options) }))
  else if (options.docs !== undefined) app.route('/', docsRoutes(options.docs))
  options.routes?.(app)
  answerProblems(app, logger)
  return {
    app,
    fetch: async (request) => app.fetch(request),
    apis: prefixes,
    store: { kind: store.kind, location: store.location },
    ...(options.demo && { demo: demoWorld }),
    servesStates: options.states ?? false,
    servesDocs: options.docs !== undefined,
    setUpState(name, params) {
      const state = stateCatalogue.find((each) => each.name === name)
      if (!state) {
        throw new ConcordatError('E_UNKNOWN_STATE', `There is no provider state \`${name}\`.`)
      }
      return setUpState(world, state, params ?? {})
    },
    announceStop() {
      stopping = true
    },
    close: () => store.close(),
  }
}

function mountApis(app: Hono, servers: ReturnType<typeof createVendorServers>): void {
  app.use(`${prefixes.senhasegura}/iso/oauth2/token`, basicClient)
  for (const name of apiNames) app.route(prefixes[name], servers[name].app)
}

/** What the docs say of the server that they stand on. */
function noticeOf({ kind }: Store, { demo, states }: Omit<ReferenceAppOptions, 'store'>): string {
  const where = kind === 'postgres' ? 'PostgreSQL' : 'an embedded store (PGlite)'
  const worlds = demo ? 'with the demo world' : 'without the demo world'
  return `These pages belong to a running reference server: it works on ${where}, ${worlds}, and callers can ${states ? '' : 'not '}set up provider states.`
}

/** Where each API is mounted. */
const prefixes: Readonly<Record<ApiName, string>> = {
  iproyal: callableApis.iproyal.prefix,
  connhex: callableApis.connhex.prefix,
  cumulonimbus: callableApis.cumulonimbus.prefix,
  senhasegura: callableApis.senhasegura.prefix,
}
