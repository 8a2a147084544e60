import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, isSuccess } from '../exchange/exchange.ts'
import { type Story, stepOf } from '../exchange/story.ts'
import { headerValue } from '../transport/wire-exchange.ts'

/** Where HEAD is served it is GET without the body. @see RFC 9110, 9.3.2 */
export const headDiffersFromGet = defineCheck({
  id: 'head-differs-from-get',
  title: 'HEAD answers what GET answers, without the body',
  severity: 'error',
  axes: { direction: 'response', area: 'methods', kind: 'protocol' },
  subject: 'head',
  run(story: Story): readonly Observation[] {
    const get = stepOf(story, 'get')
    const head = stepOf(story, 'head')
    const again = stepOf(story, 'get-again')
    if (get?.answer === undefined || head?.answer === undefined) return []
    const { status } = head.answer
    const isAbsent = get.answer.status === 404 && again?.answer?.status === 404
    if (!isSuccess(get) && !(isAbsent && isSuccess(head))) return []
    // Not to serve HEAD at all is allowed where the document does not have it.
    if ([404, 405, 501].includes(status) && story.facts.documented !== true) return []
    const observe = (message: string, cause: string): readonly Observation[] => [
      {
        message: `HEAD ${story.operation.path} ${message}.`,
        pointer: story.operation.pointer,
        cause,
        exchange: head,
      },
    ]
    if (status !== get.answer.status) {
      return observe(`answers ${status}, GET answers ${get.answer.status}`, 'status')
    }
    const type = field(head, 'content-type')
    const getType = field(get, 'content-type')
    if (type !== undefined && getType !== undefined && type !== getType) {
      return observe(`has Content-Type ${type}, GET has ${getType}`, 'content-type')
    }
    for (const name of ['etag', 'last-modified']) {
      const values = [get, again, head].map((exchange) => exchange && field(exchange, name))
      if (
        values[0] !== undefined &&
        values[0] === values[1] &&
        values[2] !== undefined &&
        values[2] !== values[0]
      ) {
        return observe(`has ${name} ${values[2]}, GET has ${values[0]}`, name)
      }
    }
    const length = field(head, 'content-length')
    const lengths = [get, again].map((exchange) => exchange && field(exchange, 'content-length'))
    const encoded = field(get, 'content-encoding') !== undefined
    // What counts seconds or visits may be longer by a digit in between.
    const bodies = [get, again].map((exchange) => Buffer.from(exchange?.answer?.body ?? []))
    const same = bodies[0]?.equals(bodies[1] ?? Buffer.alloc(0)) === true
    const stable = same && lengths[0] !== undefined && lengths[0] === lengths[1]
    if (length !== undefined && stable && length !== lengths[0] && !encoded) {
      return observe(`has Content-Length ${length}, GET has ${lengths[0]}`, 'content-length')
    }
    return []
  },
})

function field(exchange: Exchange, name: string): string | undefined {
  return exchange.answer && headerValue(exchange.answer.headers, name)
}
