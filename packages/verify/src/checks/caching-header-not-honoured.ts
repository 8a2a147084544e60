import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, isSuccess, nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf, textFact } from '../exchange/story.ts'
import { headerValue } from '../transport/wire-exchange.ts'

/** ETag and If-None-Match do what HTTP says: 304 for what has not changed, where documented, and never for what has. @see RFC 9110, 13.1.2 and 8.8.3 */
export const cachingHeaderNotHonoured = defineCheck({
  id: 'caching-header-not-honoured',
  title: 'ETag and If-None-Match do what HTTP says',
  severity: 'error',
  axes: { direction: 'both', area: 'headers', kind: 'protocol' },
  subject: 'conditional',
  run(story: Story): readonly Observation[] {
    const etag = textFact(story, 'etag') ?? ''
    const observe = (
      message: string,
      cause: string,
      exchange: Exchange | undefined,
    ): readonly Observation[] => [
      {
        message: `${nameOf(story.operation)} ${message}.`,
        pointer: story.operation.pointer,
        cause,
        ...(exchange ? { exchange } : {}),
      },
    ]
    const since = stepOf(story, 'since')
    if (story.facts.documentedSince === true && since && isSuccess(since)) {
      return observe(
        `answered ${since.answer?.status} to If-Modified-Since with its own Last-Modified; the document gives 304`,
        'since',
        since,
      )
    }
    if (story.facts.etag === undefined) return []
    if (!/^(W\/)?"[\x21\x23-\x7e\x80-\xff]*"$/.test(etag)) {
      return observe(
        `has the ETag \`${etag}\`, which is not in quotes`,
        'syntax',
        stepOf(story, 'first'),
      )
    }
    const same = stepOf(story, 'same')
    if (story.facts.documented === true && same?.answer && same.answer.status !== 304) {
      return observe(
        `answered ${same.answer.status} to If-None-Match with its own ETag; the document gives 304`,
        'same',
        same,
      )
    }
    const other = stepOf(story, 'other')
    if (other?.answer?.status === 304) {
      return observe('answered 304 to If-None-Match with another ETag', 'other', other)
    }
    const after = stepOf(story, 'after')
    if (after?.answer?.status === 304) {
      return observe('answered 304 after the thing was changed', 'after', after)
    }
    const tag = after?.answer && headerValue(after.answer.headers, 'etag')
    if (after && isSuccess(after) && tag === etag && !etag.startsWith('W/')) {
      return observe('kept its ETag when the thing was changed', 'unchanged', after)
    }
    return []
  },
})
