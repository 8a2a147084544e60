import { headerValue, type WireResponse } from '../transport/wire-exchange.ts'

/** How long an answer asks to be left alone, in milliseconds; `undefined` when it does not say. @see RFC 9110, 10.2.3 */
export function retryAfter(response: WireResponse, wallClock: () => number): number | undefined {
  const text = headerValue(response.headers, 'retry-after')
  if (text === undefined) return undefined
  if (/^\d+$/.test(text)) return Number(text) * 1000
  const date = Date.parse(text)
  return Number.isNaN(date) ? undefined : Math.max(0, date - wallClock())
}
