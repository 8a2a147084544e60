import { resolve } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'

/** Serves a folder of rendered documentation under `/docs`. */
export function docsRoutes(directory: string): Hono {
  const routes = new Hono()
  // Relative links of the index need the slash.
  routes.get('/docs', (context) => context.redirect('/docs/', 301))
  routes.get(
    '/docs/*',
    serveStatic({
      root: resolve(directory),
      rewriteRequestPath: (path) => path.slice('/docs'.length),
    }),
  )
  return routes
}
