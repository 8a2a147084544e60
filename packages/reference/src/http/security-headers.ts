import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

// Whether the connection must be TLS is for whoever ends TLS to say: this server speaks plain HTTP.
const strictTransportSecurity = false

const apiHeaders = secureHeaders({
  strictTransportSecurity,
  xFrameOptions: 'DENY',
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
})

/** Rendered documentation brings its own scripts and styles, and loads nothing from elsewhere. */
const docsPolicy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'", "'unsafe-inline'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'", 'data:'],
  workerSrc: ["'self'", 'blob:'],
  frameAncestors: ["'self'"],
}
const docsHeaders = secureHeaders({ strictTransportSecurity, contentSecurityPolicy: docsPolicy })

/** A console calls the server that its reader names. */
const consoleHeaders = secureHeaders({
  strictTransportSecurity,
  contentSecurityPolicy: { ...docsPolicy, connectSrc: ['*'] },
})

/** Keeps browsers from doing more with an answer than it is meant for, and caches from keeping it. */
export const securityHeaders: MiddlewareHandler = async (context, next) => {
  const { path } = context.req
  if (path.startsWith('/docs/') && path.endsWith('/console.html'))
    return consoleHeaders(context, next)
  if (path.startsWith('/docs')) return docsHeaders(context, next)
  await apiHeaders(context, next)
  if (!context.res.headers.has('cache-control')) context.header('Cache-Control', 'no-store')
}
