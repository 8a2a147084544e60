import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, isSuccess, nameOf } from '../exchange/exchange.ts'

/** Bytes that a text names as a limit: `1 MB`, `64 KiB`; `undefined` when it names none. */
export function namedByteLimit(text: string): number | undefined {
  const match = /(\d+(?:\.\d+)?)\s*(bytes?|[kmg]i?b)\b/i.exec(text)
  if (!match) return undefined
  const unit = (match[2] ?? '').toLowerCase()
  const power = unit.startsWith('k') ? 1 : unit.startsWith('m') ? 2 : unit.startsWith('g') ? 3 : 0
  return Number(match[1]) * 1024 ** power
}

/** Where 413 is documented with a size, a body above it gets 413. @see RFC 9110, 15.5.14 */
export const documentedSizeLimitWrong = defineCheck({
  id: 'documented-size-limit-wrong',
  title: 'A documented size limit is kept',
  severity: 'error',
  axes: { direction: 'request', area: 'body', kind: 'semantics' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { operation, request } = exchange
    const response = operation.model.responses.find(({ status }) => status === '413')
    const limit = response === undefined ? undefined : namedByteLimit(response.description)
    const size = request.body?.length ?? 0
    // Half as much again: whether a megabyte has 1,000,000 or 1,048,576 bytes is nobody's drift.
    if (limit === undefined || size < limit * 1.5 || !isSuccess(exchange)) return []
    return [
      {
        message: `${nameOf(operation)} took a body of ${size} bytes with ${exchange.answer?.status}; the document gives 413 above ${limit}.`,
        pointer: response?.pointer ?? operation.pointer,
        cause: '413',
        evidence: { bytes: size, limit },
      },
    ]
  },
})
