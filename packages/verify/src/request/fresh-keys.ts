import type { Random } from '@concordat/core'
import { isJsonObject } from '@concordat/core'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { flattenSchema } from '../schema/merge-schema.ts'
import { makeString } from '../schema/string-values.ts'
import type { RequestDraft } from './draft.ts'

const keyName = /^(x-)?idempotency-?(key|token)$/i

/** Whether a header makes a second request with the same value a repetition of the first. */
export function isIdempotencyKey(name: string): boolean {
  return keyName.test(name)
}

/**
 * The draft with an idempotency key that was not used before: under a used one a right server repeats its first answer,
 * or refuses what differs from the first request.
 */
export function withFreshKeys(
  operation: OperationPlan,
  draft: RequestDraft,
  random: Random,
): RequestDraft {
  const header = { ...draft.header }
  for (const { model } of operation.parameters) {
    if (model.in !== 'header' || !isIdempotencyKey(model.name)) continue
    if (!Object.hasOwn(header, model.name)) continue
    const flat = flattenSchema(operation.api.document, model.schema).schema
    if (!isJsonObject(flat) || Array.isArray(flat.enum)) continue
    const shortest = typeof flat.minLength === 'number' ? flat.minLength : 0
    const longest = typeof flat.maxLength === 'number' ? flat.maxLength : 36
    const length = Math.min(longest, Math.max(shortest, 24))
    const key = makeString(flat, random.fork(model.name), length)
    if (operation.api.judge.accepts(model.schema.pointer, key, 'request')) header[model.name] = key
  }
  return { ...draft, header }
}
