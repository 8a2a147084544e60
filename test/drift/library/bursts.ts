import type { Api } from '../kit/api.ts'
import { onReply } from '../kit/change.ts'
import type { LibraryState } from './state.ts'

export const burst = 300

/** Answers 429, and does nothing, for a moment after each so many requests. */
export function limitBursts(api: Api<LibraryState>, headers: Record<string, string>): void {
  let count = 0
  let until = 0
  api.before.push(() => {
    count += 1
    if (count % burst === 0) until = Date.now() + 150
    if (Date.now() >= until) return undefined
    return {
      status: 429,
      headers: { 'content-type': 'application/problem+json', ...headers },
      value: { title: 'Too many requests', status: 429 },
    }
  })
  // The limit for bursts is another than that of the window, which these headers tell about.
  onReply(api, '*', 429, (reply) => {
    for (const name of ['limit', 'remaining', 'reset']) delete reply.headers[`ratelimit-${name}`]
  })
}
