import { describe, expect, it } from 'vitest'
import { apis, at, keysAt, objectAt, operationsOf, readDocument } from './read-document.ts'

const provenances = ['documented', 'public', 'inferred']

describe.each(apis)('the document of %s', (api) => {
  const document = readDocument(api)
  const operations = operationsOf(document)

  it('is OpenAPI 3.1 with a contact and a licence', () => {
    expect(document.openapi).toMatch(/^3\.1\./)
    expect(at(document, 'info', 'contact', 'url')).toMatch(/^https:/)
    expect(at(document, 'info', 'license', 'identifier')).toBe('Apache-2.0')
  })

  it('names its operations in camel case, each by its own name', () => {
    const names = operations.map(({ operationId }) => operationId)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[a-z]+([A-Z][a-z]+)*$/)
  })

  it.each(operations.map(({ operationId, keys }) => [operationId, keys] as const))(
    '%s says who promises it, its responses and their headers',
    (_, keys) => {
      expect(provenances).toContain(at(document, ...keys, 'x-provenance'))
      for (const status of keysAt(document, ...keys, 'responses')) {
        const response = [...keys, 'responses', status]
        expect(provenances, status).toContain(at(document, ...response, 'x-provenance'))
        expect(at(document, ...response, 'x-source'), status).toBeTypeOf('string')
        const headers = at(document, ...response, 'headers')
        for (const header of Object.keys(headers ?? {})) {
          const said = at(document, ...response, 'headers', header, 'x-provenance')
          expect(provenances, header).toContain(said)
        }
      }
    },
  )

  it.each(operations.map(({ operationId, keys }) => [operationId, keys] as const))(
    '%s describes the headers that HTTP demands, and requires none that nobody promised',
    (_, keys) => {
      expect(at(document, ...keys, 'responses', '405', 'headers', 'Allow')).toBeDefined()
      const challenge = ['401', 'headers', 'WWW-Authenticate'] as const
      for (const status of keysAt(document, ...keys, 'responses')) {
        const headers = [...keys, 'responses', status, 'headers']
        for (const name of Object.keys(at(document, ...headers) ?? {})) {
          const isInferred = at(document, ...headers, name, 'x-provenance') === 'inferred'
          if (isInferred) expect(at(document, ...headers, name, 'required'), name).not.toBe(true)
        }
      }
      expect(at(document, ...keys, 'responses', ...challenge, 'x-provenance')).toBe('inferred')
    },
  )

  it('answers a body of another media type, or too large a one, wherever there is a body', () => {
    for (const { keys } of operations) {
      const hasBody = at(document, ...keys, 'requestBody') !== undefined
      for (const status of ['400', '413', '415']) {
        const provenance = at(document, ...keys, 'responses', status, 'x-provenance')
        if (hasBody) expect(provenance, status).toBeDefined()
      }
    }
  })

  it('names the address of the page, or the RFC, wherever somebody promises something', () => {
    const promises: unknown[] = []
    const walk = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return
      const { 'x-provenance': provenance, 'x-source': source } = node as Record<string, unknown>
      if (source !== undefined && provenance !== 'inferred') promises.push(source)
      for (const child of Object.values(node)) walk(child)
    }
    walk(document)
    expect(promises.length).toBeGreaterThan(2)
    for (const source of promises) expect(source).toMatch(/https:\/\/\S+\.\S+|^RFC \d+/)
    expect(at(document, 'externalDocs', 'url')).toMatch(/^https:\/\/[^/]+\/.+/)
  })

  it('says who promises its security schemes', () => {
    for (const name of keysAt(document, 'components', 'securitySchemes')) {
      const scheme = objectAt(document, 'components', 'securitySchemes', name)
      expect(provenances).toContain(scheme['x-provenance'])
      expect(scheme['x-source']).toBeTypeOf('string')
    }
  })

  it('links only to operations and parameters that there are', () => {
    for (const { keys } of operations) {
      for (const status of keysAt(document, ...keys, 'responses')) {
        const links = at(document, ...keys, 'responses', status, 'links')
        for (const name of Object.keys(links ?? {})) {
          const link = [...keys, 'responses', status, 'links', name]
          const to = operations.find(
            ({ operationId }) => operationId === at(document, ...link, 'operationId'),
          )
          expect(to, name).toBeDefined()
          expect(parameterNames(document, to!.keys)).toEqual(
            expect.arrayContaining(keysAt(document, ...link, 'parameters')),
          )
        }
      }
    }
  })
})

function parameterNames(
  document: ReturnType<typeof readDocument>,
  [paths, path, method]: readonly [string, string, string],
): unknown[] {
  return [
    [paths, path],
    [paths, path, method],
  ].flatMap((keys) => {
    const parameters = at(document, ...keys, 'parameters')
    return Object.keys(parameters ?? {}).map((index) =>
      at(document, ...keys, 'parameters', index, 'name'),
    )
  })
}
