import { defineCheck, type Observation } from '../check.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { answerName } from '../exchange/facts.ts'
import { headerValues } from '../transport/wire-exchange.ts'

/** Fields of one value by definition. @see RFC 9110, 5.3 */
const singletons = [
  'content-type',
  'content-length',
  'location',
  'etag',
  'last-modified',
  'retry-after',
  'date',
  'expires',
  'age',
  'content-location',
]

/** A header of one value is sent once. */
export const responseHeaderDuplicated = defineCheck({
  id: 'response-header-duplicated',
  title: 'No header of one value is sent twice',
  severity: 'error',
  axes: { direction: 'response', area: 'headers', kind: 'protocol' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { answer, operation } = exchange
    if (answer === undefined) return []
    const documented = (answer.documented?.headers ?? []).filter(({ schema: { schema } }) => {
      const type = typeof schema === 'boolean' ? undefined : schema.type
      return type === 'integer' || type === 'number' || type === 'boolean'
    })
    const names = new Set([...singletons, ...documented.map(({ name }) => name.toLowerCase())])
    return [...names].flatMap((name) => {
      const values = headerValues(answer.headers, name)
      if (values.length < 2) return []
      return [
        {
          message: `${answerName(exchange)} has the header \`${name}\` ${values.length} times: ${values.join(' and ')}.`,
          pointer:
            documented.find((header) => header.name.toLowerCase() === name)?.pointer ??
            answer.documented?.pointer ??
            operation.pointer,
          cause: `${answer.status} ${name}`,
          evidence: { header: name, values },
        },
      ]
    })
  },
})
