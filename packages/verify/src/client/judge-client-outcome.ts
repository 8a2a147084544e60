import { isDeepStrictEqual } from 'node:util'
import type { ClientOutcome } from './client-under-test.ts'
import type { StagedAnswer } from './staged-answers.ts'

/** Says how a client misread an answer; nothing when it read it right. */
export function judgeClientOutcome(answer: StagedAnswer, outcome: ClientOutcome): string[] {
  const { expected } = answer
  const faults: string[] = []
  if (outcome.status !== expected.status) {
    return [
      `expected the result \`${expected.status}\`, the client made \`${String(outcome.status)}\` of it.`,
    ]
  }
  if (expected.reason !== undefined && outcome.reason !== expected.reason) {
    faults.push(`expected the reason \`${expected.reason}\`, found \`${String(outcome.reason)}\`.`)
  }
  if (answer.kind !== 'documented') return faults
  if (outcome.mediaType !== expected.mediaType) {
    faults.push(
      `expected the media type \`${expected.mediaType ?? 'none'}\`, found \`${outcome.mediaType ?? 'none'}\`.`,
    )
  }
  if (!isDeepStrictEqual(outcome.body, expected.body)) {
    faults.push(`the body ${short(expected.body)} came out as ${short(outcome.body)}.`)
  }
  for (const [name, value] of Object.entries(expected.headers ?? {})) {
    const found = outcome.headers?.[name]
    if (!isDeepStrictEqual(found, value)) {
      faults.push(`the header \`${name}\` ${short(value)} came out as ${short(found)}.`)
    }
  }
  return faults
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}
