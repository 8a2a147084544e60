import type { JsonObject } from '@concordat/core'
import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf } from '../exchange/story.ts'
import { isSame } from '../stories/compare-items.ts'
import { echoed } from '../stories/echoed.ts'
import { itemOf, objectFact, shown, textsFact } from '../stories/story-facts.ts'

/** A time that is kept by the millisecond: rounder ones need not move with every change. */
const finely = /T\d{2}:\d{2}:\d{2}\.\d*[1-9]/

/** A change that was taken shows, in its answer and when the thing is read. */
export const updateNotVisible = defineCheck({
  id: 'update-not-visible',
  title: 'A change shows',
  severity: 'error',
  axes: { direction: 'both', area: 'state', kind: 'semantics' },
  subject: 'update',
  run(story: Story): readonly Observation[] {
    const sent = objectFact(story, 'sent')
    const update = stepOf(story, 'update')
    // 202: the change is promised, not done.
    if (sent === undefined || update?.answer === undefined || update.answer.status === 202)
      return []
    const compare = (
      exchange: Exchange | undefined,
      side: 'Update' | 'Read',
      where: string,
    ): Observation[] =>
      echoed(story, sent, exchange, side).map((difference) => ({
        message: `${nameOf(story.operation)} took \`${difference.name}\` ${shown(difference.expected)}; ${where} has ${shown(difference.actual)}.`,
        pointer: story.operation.pointer,
        cause: `declaredBy${side} ${difference.name}`,
        evidence: {
          property: difference.name,
          sent: difference.expected,
          seen: difference.actual ?? null,
        },
        ...(exchange ? { exchange } : {}),
      }))
    const before = itemOf(story, stepOf(story, 'before'))
    const after = stepOf(story, 'after')
    const now = itemOf(story, after)
    const kept = textsFact(story, 'vanishing').filter(
      (name) =>
        before !== undefined &&
        now !== undefined &&
        isSame(before[name], now[name], false) &&
        now[name] !== null &&
        now[name] !== undefined &&
        typeof now[name] !== 'boolean',
    )
    const stayed = kept.map((name) => ({
      message: `${nameOf(story.operation)} left out \`${name}\`, which the document says removes it; it still is ${shown(now?.[name])}.`,
      pointer: story.operation.pointer,
      cause: `kept ${name}`,
      ...(after ? { exchange: after } : {}),
    }))
    return [
      ...stayed,
      ...staleStamps(story, before, now),
      ...compare(update, 'Update', 'its answer'),
      ...compare(stepOf(story, 'after'), 'Read', 'what is read afterwards'),
    ]
  },
})

/** Times of the last change that did not move with it. */
function staleStamps(
  story: Story,
  before: JsonObject | undefined,
  now: JsonObject | undefined,
): Observation[] {
  const { conventions } = story.operation.api
  const after = stepOf(story, 'after')
  return Object.keys(before ?? {})
    .filter(
      (name) =>
        story.facts.paused === true &&
        conventions.holds('change-times', name) &&
        finely.test(String(before?.[name])) &&
        before?.[name] === now?.[name],
    )
    .map((name) => ({
      message: `${nameOf(story.operation)} changed the thing; \`${name}\` still is ${shown(now?.[name])}.`,
      pointer: story.operation.pointer,
      cause: `stamp ${name}`,
      guesses: conventions.guess('change-times', name),
      ...(after ? { exchange: after } : {}),
    }))
}
