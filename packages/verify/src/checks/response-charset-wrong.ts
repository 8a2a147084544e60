import { defineCheck, type Observation } from '../check.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { answerName } from '../exchange/facts.ts'
import { isJsonType } from '../plan/operation-plan.ts'

/** JSON is UTF-8, and a body is in the charset that its media type names. @see RFC 8259, 8.1 */
export const responseCharsetWrong = defineCheck({
  id: 'response-charset-wrong',
  title: 'Text is in the charset it claims, JSON in UTF-8',
  severity: 'error',
  axes: { direction: 'response', area: 'headers', kind: 'protocol' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { answer } = exchange
    if (answer?.mediaType === undefined || answer.body.length === 0) return []
    const json = isJsonType(answer.mediaType.type)
    const charset = answer.mediaType.parameters.get('charset')?.toLowerCase()
    const pointer =
      answer.content?.pointer ?? answer.documented?.pointer ?? exchange.operation.pointer
    const observe = (message: string, cause: string): readonly Observation[] => [
      { message, pointer, cause, evidence: { charset: charset ?? null } },
    ]
    if (json && charset !== undefined && !['utf-8', 'utf8', 'us-ascii'].includes(charset)) {
      return observe(
        `${answerName(exchange)} is JSON in the charset ${charset}; JSON is exchanged in UTF-8 only.`,
        `charset ${charset}`,
      )
    }
    const text = json || charset === 'utf-8' || charset === 'utf8'
    if (text && !isUtf8(answer.body)) {
      return observe(`The body of ${answerName(exchange)} is not valid UTF-8.`, 'not UTF-8')
    }
    return []
  },
})

function isUtf8(body: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(body)
    return true
  } catch {
    return false
  }
}
