import { defineCheck, type Observation } from '../check.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { answerName } from '../exchange/facts.ts'
import { flattenSchema } from '../schema/merge-schema.ts'
import { typesOf } from '../schema/resolve-schema.ts'

/** A body is an instance of its documented schema, formats and discriminators included. */
export const responseBodySchemaMismatch = defineCheck({
  id: 'response-body-schema-mismatch',
  title: 'Every body fits its documented schema',
  severity: 'error',
  axes: { direction: 'response', area: 'body', kind: 'schema' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { answer, operation, purpose } = exchange
    const schema = answer?.content?.schema
    // What no operation documents has no schema.
    if (answer === undefined || schema === undefined || purpose.undocumentedMethod) return []
    const value = judgedValue(exchange)
    if (value === undefined) return []
    const issues = operation.api.judge.issues(schema.pointer, value.value, 'response')
    const seen = new Set<string>()
    return issues.flatMap((issue) => {
      // The place in the document, not in the value: keys of maps and indexes of lists are not the cause.
      const missing = issue.keyword === 'required' ? ` ${issue.at.split('/').at(-1)}` : ''
      const cause = `${answer.status} ${issue.pointer}${missing}`
      // The same fault in every item of a list is one fault.
      if (seen.has(cause)) return []
      seen.add(cause)
      return [
        {
          message: `${issue.at === '' ? 'The body' : `\`${issue.at}\``} of ${answerName(exchange)} ${issue.message}.`,
          pointer: issue.pointer,
          cause,
          evidence: { at: issue.at, keyword: issue.keyword },
        },
      ]
    })
  },
})

/** What the schema speaks of: the JSON value, or the text where the schema is one of texts. */
function judgedValue({ answer, operation }: Exchange): { readonly value: unknown } | undefined {
  if (answer?.parsed.kind === 'json') return { value: answer.parsed.value }
  if (answer?.parsed.kind !== 'text' || answer.mediaType?.type !== 'text/plain') return undefined
  const place = answer.content?.schema
  const flat = place && flattenSchema(operation.api.document, place).schema
  const isText =
    typeof flat === 'object' && (typesOf(flat).includes('string') || typeof flat.const === 'string')
  return isText ? { value: answer.parsed.text } : undefined
}
