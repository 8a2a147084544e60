import type { Transport } from './wire-exchange.ts'

/** A transport that can give the server time to settle between a change and a reading. */
export interface SettlingTransport extends Transport {
  /** While a task runs, what reads waits until the last change is as long ago as stores may need to show it. */
  withPauses<Result>(task: () => Promise<Result>): Promise<Result>
}

/** What changes nothing by its meaning. @see RFC 9110, 9.2.1 */
const safe = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'QUERY'])

/**
 * Lists and copies that are read may be a moment behind what was written. A run does not wait for them as long as all is
 * well; only what seems wrong is looked at again, with time in between.
 */
export function withSettling(
  transport: Transport,
  milliseconds: number,
  now: () => number,
  sleep: (milliseconds: number) => Promise<void>,
): SettlingTransport {
  let lastChange = Number.NEGATIVE_INFINITY
  let pausing = 0
  return {
    async send(request, timeout) {
      const isSafe = safe.has(request.method)
      const due = lastChange + milliseconds - now()
      if (isSafe && pausing > 0 && due > 0) await sleep(due)
      const outcome = await transport.send(request, timeout)
      const status = outcome.kind === 'response' ? outcome.response.status : 0
      if (!isSafe && status < 400) lastChange = now()
      return outcome
    },
    async withPauses(task) {
      pausing++
      try {
        return await task()
      } finally {
        pausing--
      }
    },
    close: () => transport.close(),
  }
}
