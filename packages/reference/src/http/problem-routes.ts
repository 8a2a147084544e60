import type { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { problemResponse } from './problem.ts'
import type { ReferenceLogger } from './reference-logger.ts'

/** Answers what no route answers: unknown paths, and exceptions, of which nothing is told. */
export function answerProblems(app: Hono, logger: ReferenceLogger): void {
  app.notFound((context) =>
    problemResponse(context, {
      status: 404,
      title: 'Not Found',
      detail: 'Nothing is here. `GET /` lists the APIs and where they are.',
    }),
  )
  app.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse()
    logger.error({ err: error }, 'unexpected error')
    return problemResponse(context, {
      status: 500,
      title: 'Internal Server Error',
      detail: 'The server failed.',
    })
  })
}
