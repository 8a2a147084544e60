import type { JsonObject } from '@concordat/core'
import { isJsonObject } from '@concordat/core'
import { type Exchange, isSuccess } from '../exchange/exchange.ts'
import type { Story } from '../exchange/story.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { memberAt } from '../schema/variation.ts'
import { answerPlace } from './answer-place.ts'
import { type Difference, lostMembers } from './compare-items.ts'
import { itemOf, textsFact } from './story-facts.ts'

/** Which answer of a story is compared with what was sent. */
export type AnswerSide = 'Create' | 'Update' | 'Read'

/** What the checks need to compare an operation's answer with what was sent: where it stands there, what is declared. */
export function echoFacts(
  side: AnswerSide,
  operation: OperationPlan | undefined,
  envelope: readonly string[],
  sent: unknown,
): Story['facts'] {
  if (operation === undefined) return {}
  const names = isJsonObject(sent) ? Object.keys(sent) : []
  const { declared, declaredInside, path } = answerPlace(operation, envelope, names)
  return {
    [`declaredBy${side}`]: declared,
    [`declaredInside${side}`]: declaredInside,
    [`place${side}`]: path,
  }
}

/** Sent members that an answer of success does not show as they were sent. */
export function echoed(
  story: Story,
  sent: JsonObject | undefined,
  exchange: Exchange | undefined,
  side: AnswerSide,
): Difference[] {
  if (exchange === undefined || sent === undefined || !isSuccess(exchange)) return []
  const seen = memberAt(itemOf(story, exchange), textsFact(story, `place${side}`))
  if (!isJsonObject(seen)) return []
  const declared = new Set(textsFact(story, `declaredBy${side}`))
  const inside = new Set([...declared, ...textsFact(story, `declaredInside${side}`)])
  const declarations = {
    declares: (name: string) => declared.has(name),
    declaresInside: (name: string) => inside.has(name),
  }
  return lostMembers(sent, seen, declarations, story.facts.asText === true)
}
