import { isJsonObject } from '@concordat/core'
import { defineCheck, type Observation } from '../check.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { answerName } from '../exchange/facts.ts'
import { flattenSchema } from '../schema/merge-schema.ts'

/** Errors and undocumented headers do not show a credential, and no undocumented property carries a password. */
export const secretLeaked = defineCheck({
  id: 'secret-leaked',
  title: 'No credential or password is answered',
  severity: 'error',
  axes: { direction: 'response', area: 'security', kind: 'semantics' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { answer, operation } = exchange
    if (answer === undefined) return []
    const pointer = answer.documented?.pointer ?? operation.pointer
    const [shown] = headersWithSecrets(exchange)
    if (shown !== undefined) {
      return [
        {
          message: `${answerName(exchange)} shows a working credential in its header \`${shown}\`, which the document does not describe.`,
          pointer,
          cause: `header ${shown.toLowerCase()}`,
        },
      ]
    }
    if (answer.body.length === 0) return []
    const body = new TextDecoder().decode(answer.body.subarray(0, 65_536))
    const told = exchange.secrets?.some((secret) => body.includes(secret)) ?? false
    if (answer.status >= 400 && told) {
      return [
        {
          message: `${answerName(exchange)} shows a working credential in its body.`,
          pointer,
          cause: 'credential',
        },
      ]
    }
    if (answer.parsed.kind !== 'json') return []
    return undocumentedSecrets(exchange, answer.parsed.value).map((name) => ({
      message: `${answerName(exchange)} contains the property \`${name}\`, which the document does not describe and which looks like a secret.`,
      pointer: answer.content?.schema?.pointer ?? pointer,
      cause: `property ${name}`,
      guesses: operation.api.conventions.guess('secrets', name),
    }))
  },
})

/** So short a credential may stand in a header by chance. */
const shortest = 6

/** Undocumented headers with a credential in them; cookies are where sessions are renewed. */
function headersWithSecrets({ answer, secrets = [] }: Exchange): string[] {
  const documented = new Set(answer?.documented?.headers.map(({ name }) => name.toLowerCase()))
  const long = secrets.filter((secret) => secret.length >= shortest)
  return (answer?.headers ?? []).flatMap(([name, value]) => {
    const lower = name.toLowerCase()
    const isKnown = lower === 'set-cookie' || documented.has(lower)
    return !isKnown && long.some((secret) => value.includes(secret)) ? [name] : []
  })
}

function undocumentedSecrets({ answer, operation }: Exchange, body: unknown): string[] {
  const names = new Set<string>()
  const visit = (value: unknown, depth: number): void => {
    if (depth > 4) return
    if (Array.isArray(value)) for (const item of value.slice(0, 3)) visit(item, depth + 1)
    if (!isJsonObject(value)) return
    for (const [name, member] of Object.entries(value)) {
      if (operation.api.conventions.holds('secrets', name) && member !== null) names.add(name)
      visit(member, depth + 1)
    }
  }
  visit(body, 0)
  if (names.size === 0) return []
  const schema = answer?.content?.schema
  const flat = schema && flattenSchema(operation.api.document, schema).schema
  // A name that stands anywhere in the response's schema is documented; which place is the schema check's matter.
  const documented =
    JSON.stringify(flat ?? {}) + JSON.stringify(operation.api.document.components ?? {})
  return [...names].filter((name) => !documented.includes(JSON.stringify(name)))
}
