import { Hono } from 'hono'
import type { Store } from '../store/store.ts'
import { problemResponse } from './problem.ts'

const pingTimeoutMs = 2_000

/**
 * `/healthz` says that the process lives, `/readyz` that it can do its work: the store answers, and it is not
 * about to stop.
 */
export function healthRoutes(store: Store, isStopping: () => boolean): Hono {
  const routes = new Hono()
  routes.get('/healthz', (context) => context.json({ status: 'ok' }))
  routes.get('/readyz', async (context) => {
    const reason = isStopping() ? 'The server is stopping.' : await storeTrouble(store)
    if (reason === undefined) return context.json({ status: 'ready', store: store.kind })
    return problemResponse(context, { status: 503, title: 'Not ready', detail: reason })
  })
  return routes
}

/** Why the store cannot be used now; nothing when it can. Its own words stay in the log: they may name hosts. */
async function storeTrouble(store: Store): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, pingTimeoutMs, 'The store does not answer in time.')
  })
  const answer = store.ping().then(
    () => undefined,
    () => 'The store does not answer.',
  )
  try {
    return await Promise.race([answer, tooLong])
  } finally {
    clearTimeout(timer)
  }
}
