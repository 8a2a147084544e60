import { defineCheck, type Observation } from '../check.ts'
import { nameOf } from '../exchange/exchange.ts'
import { type Story, stepsOf, textFact } from '../exchange/story.ts'
import { type PageData, pagesFact } from '../stories/page-data.ts'
import { numberFact } from '../stories/story-facts.ts'

/**
 * Where pages are counted, each is full but for the last: who asks for the next by adding the limit loses what a short
 * one left out. Pages that are found by cursors may be short, and a server may say that it used a smaller limit.
 */
export const pageShorterThanLimit = defineCheck({
  id: 'page-shorter-than-limit',
  title: 'No counted page but the last is shorter than its limit',
  severity: 'error',
  axes: { direction: 'both', area: 'pagination', kind: 'semantics' },
  restsOn: ['limits'],
  subject: 'paging',
  run(story: Story): readonly Observation[] {
    const name = textFact(story, 'limitName')
    if (name === undefined || !['offset', 'page'].includes(String(story.facts.kind))) return []
    const walks = [
      { role: 'small', pages: 'smallPages', limit: numberFact(story, 'limit') },
      { role: 'whole', pages: 'wholePages', limit: numberFact(story, 'limitMaximum') },
    ]
    for (const { role, pages, limit } of walks) {
      if (limit === undefined) continue
      const found = shortPage(pagesFact(story, pages), limit, name)
      if (found === undefined) continue
      const exchange = stepsOf(story, role)[found.index]
      return [
        {
          message: `${nameOf(story.operation)} was asked for ${name}=${limit} and answered ${found.count} items, though ${found.left} more follow.`,
          pointer: story.operation.pointer,
          cause: 'short',
          evidence: { limit, items: found.count, left: found.left },
          ...(exchange ? { exchange } : {}),
        },
      ]
    }
    return []
  },
})

function shortPage(
  pages: readonly PageData[],
  limit: number,
  name: string,
): { readonly index: number; readonly count: number; readonly left: number } | undefined {
  let shown = 0
  for (const [index, { count, echoes, total }] of pages.entries()) {
    shown += count
    const used = echoes[name]
    const isSmaller = typeof used === 'number' && used < limit
    if (total !== undefined && count > 0 && count < limit && shown < total && !isSmaller)
      return { index, count, left: total - shown }
  }
  return undefined
}
