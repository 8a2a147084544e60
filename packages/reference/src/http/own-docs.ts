import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'
import { readSiteAssets, renderSite } from '@concordat/docs'
import { loadDocument } from '@concordat/document'
import { readApiModel } from '@concordat/model'
import { type Context, Hono } from 'hono'
import type { ApiName } from '../api-name.ts'

/** What the pages say of the server that serves them. */
export interface OwnDocsOptions {
  /** Where each API is mounted. */
  readonly apis: Readonly<Record<ApiName, string>>
  /** One sentence on the store and the states it runs on. */
  readonly notice: string
}

interface ServedFile {
  readonly type: string
  readonly etag: string
  readonly plain: Uint8Array<ArrayBuffer>
  readonly gzipped: Uint8Array<ArrayBuffer>
}

type Site = ReadonlyMap<string, ServedFile>

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  woff2: 'font/woff2',
}

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
    const made = renderDocs(origin, options)
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

async function renderDocs(origin: string, { apis, notice }: OwnDocsOptions): Promise<Site> {
  const require = createRequire(import.meta.url)
  const inputs = await Promise.all(
    Object.entries(apis).map(async ([name, prefix]) => {
      const packageName = `@concordat/${name}`
      const { loaded } = await loadDocument(require.resolve(`${packageName}/openapi.json`))
      const { model } = readApiModel(loaded, { name })
      return { model, packageName, server: origin + prefix }
    }),
  )
  const files = [
    ...(await renderSite({ title: 'Concordat reference', notice, apis: inputs })),
    ...(await readSiteAssets()),
  ]
  return new Map(
    files.map(({ path, content }) => {
      const plain = new Uint8Array(Buffer.from(content))
      const extension = path.split('.').at(-1) ?? ''
      return [
        path,
        {
          type: types[extension] ?? 'application/octet-stream',
          etag: createHash('sha256').update(plain).digest('base64url').slice(0, 22),
          plain,
          gzipped: new Uint8Array(gzipSync(plain)),
        },
      ]
    }),
  )
}
