import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'
import { readSiteAssets, renderSite } from '@concordat/docs'
import { loadDocument } from '@concordat/document'
import { readApiModel } from '@concordat/model'
import type { ApiName } from '../api-name.ts'

/** What the pages say of the server that serves them. */
export interface OwnDocsOptions {
  /** Where each API is mounted. */
  readonly apis: Readonly<Record<ApiName, string>>
  /** One sentence on the store and the states it runs on. */
  readonly notice: string
}

/** A file, as it is served. */
export interface ServedFile {
  readonly type: string
  readonly etag: string
  readonly plain: Uint8Array<ArrayBuffer>
  readonly gzipped: Uint8Array<ArrayBuffer>
}

/** Files by their paths. */
export type Site = ReadonlyMap<string, ServedFile>

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  woff2: 'font/woff2',
}

/** Renders the docs of the four APIs, with the address by which the reader reached this server. */
export async function renderOwnDocs(
  origin: string,
  { apis, notice }: OwnDocsOptions,
): Promise<Site> {
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
