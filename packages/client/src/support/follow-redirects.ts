import type { ReasonedError } from '../result.ts'
import type { RedirectSupport } from './run-time-support.ts'

/**
 * Follows redirects as `fetch` does, but leaves alone what the document describes, and takes the credentials of every
 * scheme away at another origin: `fetch` itself knows only `Authorization` and cookies. Operations that describe no
 * redirect, and requests without a key in a header, are left to `fetch`. A browser shows no redirect to a script: there
 * the others fail with reason `redirect`, as elsewhere what leads to something other than HTTP, the twenty-first
 * redirect, and one that asks for a stream again.
 *
 * @see {@link https://fetch.spec.whatwg.org/#http-redirect-fetch | Fetch, 4.4}
 */
export const followRedirects: RedirectSupport = ({ securitySchemes = {} }, call) => {
  const { operation, replayable, fetch } = call
  const { responses } = operation
  const isDescribed = Object.keys(responses).some((key) => key.startsWith('3'))
  const keys = Object.values(securitySchemes).flatMap((scheme) =>
    scheme.type === 'apiKey' && scheme.in === 'header' ? scheme.name.toLowerCase() : [],
  )
  return async (first) => {
    const isOwn = isDescribed || keys.some((name) => first.headers.has(name))
    // `manual` and `error` are the caller's own words.
    if (!isOwn || first.redirect !== 'follow') return fetch(first)
    let request = new Request(first, { redirect: 'manual' })
    for (let left = 20; ; left -= 1) {
      const { body, method, url, signal } = replayable ? request.clone() : request
      const headers = new Headers(request.headers)
      const response = await fetch(request)
      const { status, type } = response
      const location = response.headers.get('location')
      const isHidden = type === 'opaqueredirect'
      const isFollowed = location && /30[12378]/.test(`${status}`) && !responses[status]
      if (!isHidden && (!isFollowed || responses['3XX'])) return response
      const target = new URL(location ?? '', url)
      const becomesGet = status < 304 && (status === 303 ? method !== 'HEAD' : method === 'POST')
      const isPossible = left && target.protocol.startsWith('http')
      if (isHidden || !isPossible || !(becomesGet || replayable)) {
        const error = new Error(`The redirect of ${url} is not followed`)
        const unfollowed: ReasonedError = { failedBy: 'redirect' }
        throw Object.assign(error, { name: 'RedirectError' }, unfollowed)
      }
      // Nobody reads this body, and its connection is held until then.
      await response.body?.cancel()
      const isElsewhere = target.origin !== new URL(url).origin
      const secrets = isElsewhere ? ['authorization', 'cookie', ...keys] : []
      for (const [name] of [...headers]) {
        if (secrets.includes(name) || (becomesGet && name.startsWith('content-'))) {
          headers.delete(name)
        }
      }
      // What a run time adds to requests, a dispatcher for example, stands on the first one itself.
      request = new Request(target, {
        ...first,
        headers,
        signal,
        redirect: 'manual',
        ...(!becomesGet && { method, body, duplex: 'half' }),
      })
    }
  }
}
