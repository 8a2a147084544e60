import { ConcordatError } from '@concordat/core'
import type { ApiPlan } from '../plan/operation-plan.ts'
import type { Transport } from '../transport/wire-exchange.ts'

/**
 * Finds out where below a URL the document's paths begin. A URL with a path of its own is taken as it is; for a bare
 * origin the path of the document's first server is tried beside the root, and the one that knows more paths wins.
 *
 * @throws ConcordatError `E_SERVER_UNREACHABLE` when nothing answers.
 */
export async function probeTarget(
  api: ApiPlan,
  url: URL,
  transport: Transport,
  timeout: number,
): Promise<string> {
  const own = url.pathname.replace(/\/+$/, '')
  const candidates = own === '' ? ['', ...documentedBases(api)] : [own]
  const unique = [...new Set(candidates)]
  const targets = probePaths(api)
  let best: { readonly base: string; readonly known: number } | undefined
  for (const base of unique) {
    let known = 0
    for (const { method, path } of targets) {
      const outcome = await transport.send(
        { method, target: `${base}${path}`, headers: [['Accept', '*/*']] },
        timeout,
      )
      if (outcome.kind === 'failure') {
        if (outcome.failure.reason !== 'refused') continue
        throw new ConcordatError(
          'E_SERVER_UNREACHABLE',
          `Nothing answers at ${url.origin} (${outcome.failure.message}). Start the server, or correct the URL.`,
        )
      }
      if (outcome.response.status !== 404) known++
    }
    if (best === undefined || known > best.known) best = { base, known }
    if (unique.length === 1) break
  }
  return best?.base ?? own
}

/** Paths of the document's servers, the first server first. */
function documentedBases(api: ApiPlan): string[] {
  return api.model.servers.flatMap((server) => {
    let url = server.url
    for (const variable of server.variables) {
      url = url.replaceAll(`{${variable.name}}`, variable.default)
    }
    try {
      const { pathname } = new URL(url, 'http://server.invalid')
      const base = decodeURI(pathname).replace(/\/+$/, '')
      return base === '' ? [] : [base]
    } catch {
      return []
    }
  })
}

/** Requests that change nothing and that a server answers with something else than 404 where it knows the path. */
function probePaths(api: ApiPlan): { readonly method: string; readonly path: string }[] {
  const safe = api.operations.filter(({ method, path }) => method === 'GET' && !path.includes('{'))
  const chosen = safe.slice(0, 3).map(({ path }) => ({ method: 'GET', path }))
  if (chosen.length > 0) return chosen
  return api.operations
    .slice(0, 3)
    .map(({ path }) => ({ method: 'OPTIONS', path: path.replace(/\{[^{}]*\}/g, '1') }))
}
