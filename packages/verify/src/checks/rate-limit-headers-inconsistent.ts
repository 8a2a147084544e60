import { defineCheck, type Observation } from '../check.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { answerName } from '../exchange/facts.ts'
import { headerValue, type WireResponse } from '../transport/wire-exchange.ts'

/** Limit, remaining and reset agree with each other, and Retry-After is a time. @see RFC 9110, 10.2.3 */
export const rateLimitHeadersInconsistent = defineCheck({
  id: 'rate-limit-headers-inconsistent',
  title: 'Rate-limit headers agree with each other',
  severity: 'error',
  axes: { direction: 'response', area: 'headers', kind: 'semantics' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { answer, operation } = exchange
    if (answer === undefined) return []
    const pointer = answer.documented?.pointer ?? operation.pointer
    const observe = (message: string, cause: string): readonly Observation[] => [
      { message: `${answerName(exchange)}: ${message}.`, pointer, cause },
    ]
    const retry = headerValue(answer.headers, 'retry-after')
    if (retry !== undefined && !/^\d+$/.test(retry) && !isHttpDate(retry)) {
      return observe(`Retry-After \`${retry}\` is neither seconds nor a date`, 'retry-after')
    }
    const { limit, remaining } = readQuota(answer)
    if (remaining === undefined) return []
    if (remaining < 0 || (limit !== undefined && remaining > limit)) {
      return observe(`${remaining} requests remain of ${limit ?? 'a limit'}`, 'remaining')
    }
    if (answer.status === 429 && remaining > 0) {
      return observe(`the limit is reached, and ${remaining} requests remain`, '429')
    }
    return []
  },
})

function isHttpDate(text: string): boolean {
  return /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)
}

/** What an answer says of its quota, under any of the usual names. */
export function readQuota(answer: WireResponse): {
  readonly limit: number | undefined
  readonly remaining: number | undefined
} {
  const read = (name: string): number | undefined => {
    for (const prefix of ['x-ratelimit-', 'x-rate-limit-', 'ratelimit-']) {
      const text = headerValue(answer.headers, prefix + name)
      if (text !== undefined && /^-?\d+$/.test(text)) return Number(text)
    }
    return undefined
  }
  return { limit: read('limit'), remaining: read('remaining') }
}
