import type { JsonValue } from '@concordat/core'
import type { Session } from '../engine/session.ts'
import { isSuccess } from '../exchange/exchange.ts'
import type { ListContext } from './list-stories.ts'
import { type Walk, walkPages } from './walk-pages.ts'

/** A list under some query, in pages of a few items where pages can be asked for; `undefined` when it cannot be read to its end. */
export async function readFiltered(
  session: Session,
  context: ListContext,
  query: Readonly<Record<string, JsonValue>>,
  limit?: number,
): Promise<Walk | undefined> {
  const { base, operation, scheme } = context
  const draft = { ...base, query: { ...base.query, ...query } }
  const most = scheme.limitMaximum
  const wanted = limit === undefined ? most : Math.min(limit, most ?? limit)
  const walk = await walkPages(
    session,
    operation,
    { base: draft, scheme },
    wanted === undefined ? {} : { limit: wanted },
  )
  return walk.complete && walk.pages.every(isSuccess) ? walk : undefined
}
