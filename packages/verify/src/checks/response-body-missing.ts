import { defineCheck, type Observation } from '../check.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { answerName } from '../exchange/facts.ts'

/** Where the document promises content, there is some. */
export const responseBodyMissing = defineCheck({
  id: 'response-body-missing',
  title: 'No documented body is left out',
  severity: 'error',
  axes: { direction: 'response', area: 'body', kind: 'existence' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { answer, request } = exchange
    const content = answer?.documented?.content ?? []
    if (answer === undefined || content.length === 0 || answer.body.length > 0) return []
    if (request.method === 'HEAD' || [204, 205, 304].includes(answer.status)) return []
    if (exchange.purpose.undocumentedMethod) return []
    // An empty text or file is content too.
    if (!content.every(({ mediaType }) => /json|xml/.test(mediaType))) return []
    return [
      {
        message: `${answerName(exchange)} has no body; the document promises ${content.map(({ mediaType }) => mediaType).join(' or ')}.`,
        pointer: `${answer.documented?.pointer ?? exchange.operation.pointer}/content`,
        cause: String(answer.status),
      },
    ]
  },
})
