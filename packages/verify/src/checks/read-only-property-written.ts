import { defineCheck, type Observation } from '../check.ts'
import { isSuccess, nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf } from '../exchange/story.ts'
import { isSame } from '../stories/compare-items.ts'
import { itemOf, objectFact, shown } from '../stories/story-facts.ts'

/** What is `readOnly` is the server's to write: sent by a caller it is refused or passed over. @see JSON Schema 2020-12 validation, 9.4 */
export const readOnlyPropertyWritten = defineCheck({
  id: 'read-only-property-written',
  title: 'No caller writes a readOnly property',
  severity: 'error',
  axes: { direction: 'request', area: 'state', kind: 'semantics' },
  subject: 'read-only',
  run(story: Story): readonly Observation[] {
    const read = stepOf(story, 'read')
    const item = itemOf(story, read)
    const tried = objectFact(story, 'tried')
    if (read === undefined || item === undefined || tried === undefined || !isSuccess(read))
      return []
    return Object.entries(tried).flatMap(([name, value]) => {
      // Two booleans or small numbers may agree by chance; ids, times and texts do not.
      const telling =
        (typeof value === 'string' && value.length > 3) ||
        (typeof value === 'number' && value === 987654)
      if (!telling || !isSame(value, item[name], false)) return []
      return [
        {
          message: `${nameOf(story.operation)} took \`${name}\` ${shown(value)} from the caller, though it is readOnly.`,
          pointer: story.operation.pointer,
          cause: name,
          exchange: read,
        },
      ]
    })
  },
})
