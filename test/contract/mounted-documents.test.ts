import { readFileSync } from 'node:fs'
import { createServer as createConnhex } from '@concordat/connhex/server'
import { isJsonObject, type JsonObject, type JsonValue, valueAt } from '@concordat/core'
import { createServer as createCumulonimbus } from '@concordat/cumulonimbus/server'
import { createServer as createIproyal } from '@concordat/iproyal/server'
import { createServer as createSenhasegura } from '@concordat/senhasegura/server'
import type { Server } from '@concordat/server'
import { OpenAPIHono } from '@hono/zod-openapi'
import { describe, expect, test } from 'vitest'

type Create = (options: object) => Server
// What the four ask for is given by name only: see `anything`.
const makers = {
  connhex: createConnhex as unknown as Create,
  cumulonimbus: createCumulonimbus as unknown as Create,
  iproyal: createIproyal as unknown as Create,
  senhasegura: createSenhasegura as unknown as Create,
}
const apis = Object.keys(makers) as (keyof typeof makers)[]
const documentOf = (api: string): JsonObject =>
  JSON.parse(readFileSync(new URL(`../../generated/${api}/openapi.json`, import.meta.url), 'utf8'))

/** Every option is there, whatever its name: this test asks nothing of handlers. */
const anything = new Proxy(
  {},
  {
    get: () => () => ({ status: 500 }),
    getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true, value: () => null }),
  },
)

function mountAll(prefixed: boolean): JsonObject {
  const parent = new OpenAPIHono()
  for (const api of apis) {
    const openapi = {
      document: documentOf(api),
      ...(prefixed && { componentPrefix: api }),
    }
    const options = { auth: anything, handlers: anything, openapi, basePath: '' }
    parent.route(`/${api}`, makers[api](options).app)
  }
  const info = { title: 'Four', version: '1' }
  return parent.getOpenAPI31Document({ openapi: '3.1.0', info }) as unknown as JsonObject
}

/** A value in which every reference is what it names, so that names of components do not matter. */
function resolved(value: JsonValue, document: JsonObject): JsonValue {
  if (Array.isArray(value)) return value.map((item) => resolved(item, document))
  if (!isJsonObject(value)) return value
  if (typeof value.$ref === 'string') {
    const target = valueAt(document, value.$ref.slice(1))
    expect(target, value.$ref).toBeDefined()
    return resolved(target as JsonValue, document)
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, resolved(member, document)]),
  )
}

/** Operations by method and path, with what the document and the path item say for all of them. */
function operationsOf(document: JsonObject, base: string): Record<string, JsonValue> {
  const schemes = (document.components as JsonObject).securitySchemes as JsonObject
  const operations: Record<string, JsonValue> = {}
  for (const [path, item] of Object.entries(document.paths as JsonObject)) {
    if (!path.startsWith(base)) continue
    for (const [method, operation] of Object.entries(item as JsonObject)) {
      if (!isJsonObject(operation)) continue
      const { parameters: ofAll = [] } = item as JsonObject
      const { parameters = [], security = document.security ?? [], ...rest } = operation
      operations[`${method} ${path.slice(base.length)}`] = resolved(
        {
          ...rest,
          parameters: [...(ofAll as JsonValue[]), ...(parameters as JsonValue[])],
          security: (security as JsonObject[]).map((one) =>
            Object.entries(one).map(([name, scopes]) => [schemes[name] ?? null, scopes]),
          ),
        },
        document,
      )
    }
  }
  return operations
}

describe('the document of an app in which the four APIs are mounted', () => {
  const joined = mountAll(true)

  test.each(apis)('says of %s what its own document says', (api) => {
    const own = operationsOf(documentOf(api), '')
    expect(Object.keys(own).length).toBeGreaterThan(0)
    expect(operationsOf(joined, `/${api}`)).toEqual(own)
  })

  test('keeps components of one name apart', () => {
    const names = Object.keys((joined.components as JsonObject).headers as JsonObject)
    expect(names).toEqual(expect.arrayContaining(apis.map((api) => `${api}.WwwAuthenticate`)))
    const mixed = mountAll(false)
    const differ = apis.filter((api) => {
      const found = JSON.stringify(operationsOf(mixed, `/${api}`))
      return found !== JSON.stringify(operationsOf(documentOf(api), ''))
    })
    // Without a prefix one API's component stands for another's: the comparison sees it.
    expect(differ).not.toEqual([])
  })
})
