import { decodeParameters } from '@concordat/wire'
import { defineCheck, type Observation } from '../check.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { answerName } from '../exchange/facts.ts'
import { describeHeader } from '../plan/operation-plan.ts'
import { headerValues } from '../transport/wire-exchange.ts'

/** A documented header's value is an instance of its schema. */
export const responseHeaderSchemaMismatch = defineCheck({
  id: 'response-header-schema-mismatch',
  title: 'Every documented header fits its schema',
  severity: 'error',
  axes: { direction: 'response', area: 'headers', kind: 'schema' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { answer, operation } = exchange
    if (answer?.documented === undefined || exchange.purpose.undocumentedMethod) return []
    const { document, judge } = operation.api
    return answer.documented.headers.flatMap((header): readonly Observation[] => {
      const name = header.name.toLowerCase()
      if (name === 'content-type') return []
      const texts = headerValues(answer.headers, name)
      const [text] = texts
      if (text === undefined) return []
      const joined = texts.join(', ')
      const observe = (
        detail: string,
        pointer: string,
        keyword: string,
      ): readonly Observation[] => [
        {
          message: `The header \`${header.name}: ${joined}\` of ${answerName(exchange)} ${detail}.`,
          pointer,
          cause: `${answer.status} ${name} ${keyword}`,
          evidence: { header: header.name, value: joined },
        },
      ]
      const { values, issues } = decodeParameters([describeHeader(header, document)], {
        headers: { get: () => joined },
      })
      const value = values.header[name]
      if (value === undefined) {
        const [issue] = issues
        return issue === undefined ? [] : observe(issue.message, header.schema.pointer, 'type')
      }
      const [broken] = judge.issues(header.schema.pointer, value, 'response')
      return broken === undefined ? [] : observe(broken.message, broken.pointer, broken.keyword)
    })
  },
})
