import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { loadDocument, loadDocumentFromObject } from '@concordat/document'
import { type ApiModel, readApiModel } from '@concordat/model'
import { describe, expect, test } from 'vitest'
import { anchorOf } from '../page/anchors.ts'
import { renderSite } from './render-site.ts'

const root = resolve(import.meta.dirname, '..', '..', '..', '..')

/** The pages of one API, each with its anchors. */
async function idsOf(model: ApiModel): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const files = await renderSite({ apis: [{ model: { ...model, name: 'api' } }] })
  const pages = files.filter(({ path }) => path.startsWith('api/') && path.endsWith('.html'))
  return new Map(
    pages.map(({ path, content }) => {
      const ids = String(content).matchAll(/\sid="([^"]*)"/g)
      return [path.slice('api/'.length), new Set([...ids].map(([, id]) => plainId(id ?? '')))]
    }),
  )
}

function plainId(text: string): string {
  return text.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"')
}

/** Addresses that readers may have kept: of operations, parameters, responses and schemas. */
function addressesOf(model: ApiModel): string[] {
  return [
    ...model.operations.flatMap((operation) => {
      const anchor = anchorOf.operation(operation.operationId)
      return [
        anchor,
        ...operation.parameters.map((one) => anchorOf.parameter(anchor, one)),
        ...operation.responses.map((one) => anchorOf.response(anchor, one)),
      ]
    }),
    ...model.schemas.map(({ name }) => anchorOf.schema(name)),
  ]
}

/** Whether `index.html#anchor` leads to the thing itself: there, or on the page that the list of contents leads to. */
function leadsThere(pages: ReadonlyMap<string, ReadonlySet<string>>, anchor: string): boolean {
  const entry = anchor.split('/').slice(0, 2).join('/')
  if (!pages.get('index.html')?.has(entry)) return false
  return [...pages].some(([, ids]) => ids.has(anchor))
}

async function modelOf(document: object): Promise<ApiModel> {
  const { loaded } = await loadDocumentFromObject(document)
  return readApiModel(loaded).model
}

describe('addresses', () => {
  test.each(['connhex', 'cumulonimbus', 'iproyal', 'senhasegura'])(
    'of %s stay when the document is ordered, titled, grouped and split anew',
    async (api) => {
      const { loaded } = await loadDocument(`openapi/${api}/openapi.yaml`, { cwd: root })
      const { model } = readApiModel(loaded)
      const document = structuredClone(loaded.document) as Record<string, never> & {
        info: { title: string; version: string }
        paths: Record<string, Record<string, { tags?: string[] }>>
      }
      document.info = { ...document.info, title: 'Another title', version: '2.0.0' }
      for (const item of Object.values(document.paths)) {
        for (const operation of Object.values(item)) {
          if ('tags' in operation) operation.tags = ['Grouped anew']
        }
      }
      const more = Array.from({ length: 60 }, (_, index) => [
        `/added/${index}`,
        { get: { operationId: `added${index}`, responses: { 200: { description: 'Here.' } } } },
      ])
      document.paths = Object.fromEntries([...more, ...Object.entries(document.paths).reverse()])
      const later = await idsOf(await modelOf(document))
      expect(later.size).toBeGreaterThan(3)
      const addresses = addressesOf(model)
      expect(addresses.length).toBeGreaterThan(8)
      expect(addresses.filter((address) => !leadsThere(later, address))).toEqual([])
    },
  )
})

const histories = join(
  resolve(root, process.env.CONCORDAT_SHARED ?? '../shared'),
  'corpus',
  'history',
)

describe.skipIf(!existsSync(histories))('addresses of real documents', () => {
  const names = existsSync(histories)
    ? readdirSync(histories, { withFileTypes: true }).filter((one) => one.isDirectory())
    : []

  test.each(names.map(({ name }) => name))(
    'of %s stay from version to version',
    async (name) => {
      const all = readdirSync(join(histories, name)).sort()
      // All neighbours in the long series, else the newest two.
      const files = process.env.CONCORDAT_LONG ? all : all.slice(-2)
      let before: ApiModel | undefined
      for (const file of files) {
        const { loaded } = await loadDocument(join(histories, name, file))
        const { model } = readApiModel(loaded)
        if (before) {
          const now = new Set(addressesOf(model))
          const pages = await idsOf(model)
          const kept = addressesOf(before).filter((address) => now.has(address))
          expect(kept.length).toBeGreaterThan(0)
          expect({ file, lost: kept.filter((address) => !leadsThere(pages, address)) }).toEqual({
            file,
            lost: [],
          })
        }
        before = model
      }
    },
    600_000,
  )
})
