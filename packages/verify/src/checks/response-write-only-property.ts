import { isJsonObject } from '@concordat/core'
import { defineCheck, type Observation } from '../check.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { answerName } from '../exchange/facts.ts'
import { findWriteOnly } from '../schema/write-only.ts'

/** What is `writeOnly` never comes back. @see OpenAPI 3.1, 4.8.24; JSON Schema 2020-12 validation, 9.4 */
export const responseWriteOnlyProperty = defineCheck({
  id: 'response-write-only-property',
  title: 'No writeOnly property is answered',
  severity: 'error',
  axes: { direction: 'response', area: 'body', kind: 'semantics' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { answer, operation } = exchange
    const schema = answer?.content?.schema
    if (answer === undefined || schema === undefined || answer.parsed.kind !== 'json') return []
    if (!isJsonObject(answer.parsed.value) && !Array.isArray(answer.parsed.value)) return []
    const found = findWriteOnly(operation.api.document, schema, answer.parsed.value)
    return found.map(({ at, pointer }) => ({
      message: `${answerName(exchange)} contains \`${at}\`, which is writeOnly: it may be sent but never answered.`,
      pointer,
      cause: `${answer.status} ${at.replace(/\/\d+(?=\/|$)/g, '/*')}`,
    }))
  },
})
