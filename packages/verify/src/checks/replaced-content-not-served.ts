import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, isSuccess, nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf } from '../exchange/story.ts'
import { headerValue } from '../transport/wire-exchange.ts'

/**
 * What was put in place of something else is what is got. Servers may keep contents in another form; but one that gave
 * the first content byte for byte and still gives it has not replaced it, nor has one that gives the same bytes before and
 * after two contents of no known kind. @see RFC 9110, 9.3.4
 */
export const replacedContentNotServed = defineCheck({
  id: 'replaced-content-not-served',
  title: 'Content that was replaced is no longer served',
  severity: 'error',
  axes: { direction: 'both', area: 'state', kind: 'semantics' },
  subject: 'content',
  run(story: Story): readonly Observation[] {
    const first = stepOf(story, 'first')
    const after = stepOf(story, 'after')
    const replaced = stepOf(story, 'replaced')
    if (first === undefined || after === undefined || replaced === undefined) return []
    const observe = (message: string, cause: string): readonly Observation[] => [
      {
        message: `${nameOf(story.operation)} answered ${replaced.answer?.status}; ${message}.`,
        pointer: story.operation.pointer,
        cause,
        exchange: after,
      },
    ]
    if (after.answer?.status === 404 && first.answer?.status === 404)
      return observe('GET of the same path answers 404 afterwards', 'missing')
    if (!isSuccess(first) || !isSuccess(after)) return []
    const put = sentBytes(stepOf(story, 'put'))
    const old = first.answer?.body ?? new Uint8Array()
    const now = after.answer?.body ?? new Uint8Array()
    const isKept = isEqual(old, now) && !isEqual(now, sentBytes(replaced))
    if (isKept && isEqual(put, old)) return observe('what was there before is still served', 'kept')
    const original = stepOf(story, 'original')
    // Pictures may be made into the same one; bytes of no known kind are not touched.
    const type = headerValue(replaced.request.headers, 'content-type') ?? ''
    const isOpaque = /^application\/octet-stream\b/i.test(type)
    const untouched = original && isSuccess(original) ? original.answer?.body : undefined
    if (
      isKept &&
      isOpaque &&
      untouched !== undefined &&
      untouched.length > 0 &&
      isEqual(untouched, now)
    )
      return observe('what was there before is still served', 'kept')
    return []
  },
})

function sentBytes(exchange: Exchange | undefined): Uint8Array {
  return exchange?.request.body ?? new Uint8Array()
}

function isEqual(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index])
}
