import { type Context, Hono } from 'hono'
import type { OwnDocsOptions, ServedFile, Site } from './render-own-docs.ts'

/** Origins for which a site is kept: a server is reached by few names, and a caller may write any. */
const mostOrigins = 4

/**
 * Serves the docs of the four APIs under `/docs`, rendered when they are first asked for, with the address by which the
 * reader reached this server; compressed, and with validators.
 */
export function ownDocs(options: OwnDocsOptions): Hono {
  const sites = new Map<string, Promise<Site>>()
  const siteFor = (origin: string): Promise<Site> => {
    const known = sites.get(origin)
    if (known) return known
    if (sites.size >= mostOrigins) sites.clear()
    // Loaded only now: a server that nobody reads about starts without it.
    const made = import('./render-own-docs.ts').then(({ renderOwnDocs }) =>
      renderOwnDocs(origin, options),
    )
    sites.set(origin, made)
    // What failed is tried again by the next reader.
    made.catch(() => sites.delete(origin))
    return made
  }
  const routes = new Hono()
  // Relative links need the slash.
  routes.get('/docs', (context) => context.redirect('/docs/', 301))
  routes.get('/docs/*', async (context, next) => {
    const site = await siteFor(new URL(context.req.url).origin)
    const path = decodePath(context.req.path.slice('/docs/'.length))
    const file = site.get(path === '' || path.endsWith('/') ? `${path}index.html` : path)
    return file ? serveFile(context, file) : next()
  })
  return routes
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    // No file has such a name.
    return path
  }
}

/** @see RFC 9110, sections 8.8.3 and 13.1.2 */
function serveFile(context: Context, { type, etag, plain, gzipped }: ServedFile): Response {
  const takesGzip = /\bgzip\b/.test(context.req.header('Accept-Encoding') ?? '')
  const tag = takesGzip ? `"${etag}-gzip"` : `"${etag}"`
  const headers: Record<string, string> = {
    ETag: tag,
    'Cache-Control': 'no-cache',
    Vary: 'Accept-Encoding',
  }
  const known = (context.req.header('If-None-Match') ?? '').split(',').map((one) => one.trim())
  if (known.some((one) => one === '*' || one.replace(/^W\//, '') === tag)) {
    return context.body(null, 304, headers)
  }
  headers['Content-Type'] = type
  if (takesGzip) headers['Content-Encoding'] = 'gzip'
  return context.body(takesGzip ? gzipped : plain, 200, headers)
}
