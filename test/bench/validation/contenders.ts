/** Servers of the same three operations. The first is what the others are compared with. */
export const contenders = [
  'hono, no validation',
  'concordat, generated',
  '@hono/zod-openapi, by hand',
  'fastify, its own schemas',
] as const

export type Contender = (typeof contenders)[number]
