import { defineCheck, type Observation } from '../check.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { answerName } from '../exchange/facts.ts'
import { headerValue } from '../transport/wire-exchange.ts'

/** A body comes in a media type that the response documents. @see OpenAPI 3.1, 4.8.17 (`content`) */
export const responseMediaTypeUndocumented = defineCheck({
  id: 'response-media-type-undocumented',
  title: 'Every body has a documented media type',
  severity: 'error',
  axes: { direction: 'response', area: 'headers', kind: 'existence' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { answer } = exchange
    if (answer?.documented === undefined || exchange.purpose.undocumentedMethod) return []
    const { documented } = answer
    // What a server's framework answers to a message that is no request of the document is as free as its status is.
    if (exchange.purpose.unusual && answer.status >= 400) return []
    if (documented.content.length === 0 || answer.content !== undefined) return []
    if (answer.body.length === 0 || exchange.request.method === 'HEAD') return []
    const actual = headerValue(answer.headers, 'content-type')
    const allowed = documented.content.map(({ mediaType }) => mediaType)
    return [
      {
        message:
          actual === undefined
            ? `The body of ${answerName(exchange)} has no Content-Type; the document says ${allowed.join(' or ')}.`
            : `The body of ${answerName(exchange)} is ${actual}; the document says ${allowed.join(' or ')}.`,
        pointer: `${documented.pointer}/content`,
        cause: `${documented.status} ${answer.mediaType?.type ?? 'none'}`,
        evidence: { contentType: actual ?? null, documented: allowed },
      },
    ]
  },
})
