import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** What is wrong with a request that belongs to none of the four APIs. */
export interface Problem {
  readonly status: ContentfulStatusCode
  readonly title: string
  readonly detail: string
  /** More members, for programs. */
  readonly more?: Readonly<Record<string, unknown>>
}

/** Answers a problem. @see RFC 9457 */
export function problemResponse(context: Context, problem: Problem): Response {
  const { status, title, detail, more } = problem
  return context.json({ type: 'about:blank', title, status, detail, ...more }, status, {
    'Content-Type': 'application/problem+json',
  })
}
