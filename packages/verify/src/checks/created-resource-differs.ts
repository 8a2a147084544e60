import { isJsonObject } from '@concordat/core'
import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, isSuccess, nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf, textFact } from '../exchange/story.ts'
import { echoed } from '../stories/echoed.ts'
import { itemOf, objectFact, shown } from '../stories/story-facts.ts'

/** What was created is what was sent, in the answer and when it is read. */
export const createdResourceDiffers = defineCheck({
  id: 'created-resource-differs',
  title: 'What was created is what was sent',
  severity: 'error',
  axes: { direction: 'both', area: 'state', kind: 'semantics' },
  subject: 'create',
  run(story: Story): readonly Observation[] {
    const sent = objectFact(story, 'sent')
    const create = stepOf(story, 'create')
    const read = stepOf(story, 'read')
    const compare = (
      exchange: Exchange | undefined,
      side: 'Create' | 'Read',
      where: string,
    ): Observation[] =>
      echoed(story, sent, exchange, side).map((difference) => ({
        message: `${nameOf(story.operation)} was sent \`${difference.name}\` ${shown(difference.expected)}; ${where} has ${shown(difference.actual)}.`,
        pointer: story.operation.pointer,
        cause: `declaredBy${side} ${difference.name}`,
        evidence: {
          property: difference.name,
          sent: difference.expected,
          seen: difference.actual ?? null,
        },
        ...(exchange ? { exchange } : {}),
      }))
    const found = [
      ...compare(create, 'Create', 'its answer'),
      ...compare(read, 'Read', 'what is read back'),
    ]
    const id = textFact(story, 'id')
    const idName = textFact(story, 'idName')
    const item = itemOf(story, read)
    const readId = idName === undefined || item === undefined ? undefined : item[idName]
    if (
      read &&
      isSuccess(read) &&
      isJsonObject(item) &&
      readId !== undefined &&
      String(readId) !== id
    ) {
      found.push({
        message: `${nameOf(read.operation)} was asked for ${id} and answered the one with ${shown(readId)}.`,
        pointer: read.operation.pointer,
        cause: 'id',
        evidence: { asked: id, answered: readId },
        exchange: read,
      })
    }
    return found
  },
})
