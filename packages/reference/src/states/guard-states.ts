import { ConcordatError } from '@concordat/core'
import type { MiddlewareHandler } from 'hono'
import { problemResponse } from '../http/problem.ts'

/**
 * Refuses to serve provider states where strangers could reach them: whoever does can make himself any caller.
 * @throws ConcordatError `E_STATES_EXPOSED`
 */
export function refuseExposedStates(host: string, environment: string | undefined): void {
  if (environment === 'production') {
    throw new ConcordatError(
      'E_STATES_EXPOSED',
      'Provider states let callers make any credential, and are not served in production. Leave `--states` out, or unset NODE_ENV.',
    )
  }
  if (!isLoopback(host)) {
    throw new ConcordatError(
      'E_STATES_EXPOSED',
      `Provider states let callers make any credential, and are served on loopback addresses only, not on \`${host}\`. Leave \`--states\` out, or listen on 127.0.0.1.`,
    )
  }
}

/**
 * Answers only requests that name this machine by a loopback name. A page of the web can make a name of its own lead
 * here, and then read what is answered; the name that it used stands in \`Host\`.
 */
export const loopbackOnly: MiddlewareHandler = async (context, next) => {
  const host = context.req.header('Host')
  // In the same process there is no such header.
  if (host === undefined || isLoopback(nameOf(host))) return next()
  return problemResponse(context, {
    status: 403,
    title: 'Forbidden',
    detail: 'Provider states answer requests to localhost, 127.0.0.1 or [::1] only.',
  })
}

function nameOf(host: string): string {
  const name = host.replace(/:[0-9]*$/, '').toLowerCase()
  return name.startsWith('[') ? name.slice(1, -1) : name
}

/** Whether a name or an address is of this machine alone. @see RFC 6761, section 6.3 */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.[0-9]{1,3}){3}$/.test(host)
}
