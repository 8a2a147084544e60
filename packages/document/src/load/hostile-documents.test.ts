import { ConcordatError } from '@concordat/core'
import { readApiModel } from '@concordat/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import {
  type LoadOptions,
  loadDocument,
  loadDocumentFromObject,
  loadDocumentFromText,
  memoryFiles,
} from '../index.ts'

const head = 'openapi: 3.1.1\ninfo: { title: Hostile, version: "1" }\n'
const refersTo = (ref: string) =>
  `${head}paths: {}\ncomponents: { schemas: { A: { type: array, items: { $ref: ${JSON.stringify(ref)} } } } }\n`

describe('a document that is too much', () => {
  const load = (text: string, options: LoadOptions = {}) =>
    loadDocumentFromText(head + text, { cwd: '/', readFile: memoryFiles({}), ...options })

  it('in bytes, in files, in values and in depth is refused', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [`f${n}.yaml`, `items: { $ref: f${n + 1}.yaml }`]),
    )
    const readFile = memoryFiles({ ...files, 'api.yaml': refersTo('f0.yaml') })
    const options = { cwd: '/', readFile }
    await expect(
      loadDocument('/api.yaml', { ...options, limits: { maxBytes: 50 } }),
    ).rejects.toMatchObject({ code: 'E_DOCUMENT_TOO_BIG' })
    await expect(
      loadDocument('/api.yaml', { ...options, limits: { maxFiles: 10 } }),
    ).rejects.toMatchObject({ code: 'E_DOCUMENT_TOO_MANY_FILES' })
    await expect(
      loadDocument('/api.yaml', { ...options, limits: { maxNodes: 20 } }),
    ).rejects.toMatchObject({ code: 'E_DOCUMENT_TOO_BIG' })
    await expect(
      loadDocument('/api.yaml', { ...options, limits: { maxDepth: 3 } }),
    ).rejects.toMatchObject({ code: 'E_DOCUMENT_TOO_DEEP' })
  })

  it('by aliases of aliases is refused, in size and in depth', async () => {
    const wide = Array.from(
      { length: 40 },
      (_, n) => `x-${n}: &a${n} ${n === 0 ? '[x, x]' : `[*a${n - 1}, *a${n - 1}]`}`,
    )
    await expect(load(`paths: {}\n${wide.join('\n')}`)).rejects.toMatchObject({
      code: 'E_DOCUMENT_TOO_BIG',
    })
    const deep = Array.from(
      { length: 2000 },
      (_, n) => `x-${n}: &a${n} ${n === 0 ? '[x]' : `[*a${n - 1}]`}`,
    )
    await expect(load(`paths: {}\n${deep.join('\n')}`)).rejects.toMatchObject({
      code: 'E_DOCUMENT_TOO_DEEP',
    })
  })

  it('by path items in path items is refused or read, never endless', async () => {
    const item = (n: number) =>
      `I${n}: { get: { callbacks: { a: { x: { $ref: '#/components/pathItems/I${n + 1}' } }, b: { x: { $ref: '#/components/pathItems/I${n + 1}' } } } } }`
    const items = Array.from({ length: 60 }, (_, n) => item(n))
    const text = `paths: { /a: { $ref: '#/components/pathItems/I0' } }\ncomponents: { pathItems: { ${items.join(', ')}, I60: {} } }`
    await expect(load(text, { limits: { maxNodes: 100_000 } })).rejects.toMatchObject({
      code: 'E_DOCUMENT_TOO_BIG',
    })
    const own = `paths: { /a: { $ref: '#/components/pathItems/I' } }\ncomponents: { pathItems: { I: { get: { callbacks: { a: { x: { $ref: '#/components/pathItems/I' } } } } } } }`
    const { findings } = await load(own)
    expect(findings.map(({ id }) => id)).toContain('reference-unresolved')
  })

  it('in an enum is read in time', async () => {
    const values = Array.from({ length: 200_000 }, (_, n) => `value ${n}`)
    const started = performance.now()
    const { loaded } = await loadDocumentFromObject({
      openapi: '3.1.1',
      info: { title: 'Enum', version: '1' },
      paths: {},
      components: { schemas: { Big: { enum: values } } },
    })
    expect(readApiModel(loaded).model.schemas[0]?.schema).toMatchObject({ enum: values })
    expect(performance.now() - started).toBeLessThan(5000)
  })

  it('in operations of one name is read in time', async () => {
    const paths = Object.fromEntries(
      Array.from({ length: 5000 }, (_, n) => [
        `/p${n}`,
        { get: { operationId: 'same', responses: {} } },
      ]),
    )
    const started = performance.now()
    const { loaded } = await loadDocumentFromObject({ openapi: '3.1.1', info: {}, paths })
    const { model } = readApiModel(loaded)
    expect(new Set(model.operations.map(({ operationId }) => operationId)).size).toBe(5000)
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})

describe('references in a circle', () => {
  it('from callbacks to the paths that they stand in are named, with their place', async () => {
    const { loaded } = await loadDocumentFromText(
      `${head}paths:\n  /a: { get: { callbacks: { $ref: '#/paths' } } }\n  b: { $ref: '#/paths' }\n`,
    )
    const { model, findings } = readApiModel(loaded)
    expect(model.operations.map(({ path }) => path)).toEqual(['/a'])
    expect(findings).toMatchObject([{ id: 'reference-circular', source: { line: 5, column: 3 } }])
  })
})

describe('an object', () => {
  it('that is not JSON is refused', async () => {
    const circle: Record<string, unknown> = { openapi: '3.1.1' }
    circle.self = circle
    await expect(loadDocumentFromObject(circle)).rejects.toMatchObject({
      code: 'E_DOCUMENT_NOT_JSON',
    })
    await expect(loadDocumentFromObject(undefined)).rejects.toMatchObject({
      code: 'E_DOCUMENT_NOT_OPENAPI',
    })
    await expect(loadDocumentFromObject({ openapi: 10n })).rejects.toMatchObject({
      code: 'E_DOCUMENT_NOT_JSON',
    })
  })

  it('may be changed afterwards: the document does not change with it', async () => {
    const paths: Record<string, unknown> = {}
    const { loaded } = await loadDocumentFromObject({ openapi: '3.1.1', info: {}, paths })
    paths['/a'] = {}
    expect(loaded.document.paths).toEqual({})
  })
})

describe('any document at all', () => {
  const name = fc.oneof(
    fc.constantFrom(
      '__proto__',
      'constructor',
      'toString',
      '$ref',
      '',
      'a/b~c',
      '%',
      '{id}',
      '*/',
      '$(x)',
      '\u2028',
      '🙂',
      'x-a',
      'schema',
      'get',
      '200',
      'default',
    ),
    fc.string(),
  )
  const reference = fc.constantFrom(
    '#/components/schemas/A',
    '#/components/schemas/B',
    '#',
    '#/paths',
    'nope.yaml',
    'http://10.0.0.1/',
    '#/components/schemas/__proto__',
    '%zz',
    '#/%zz',
  )
  const { anything } = fc.letrec((tie) => ({
    anything: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom<unknown>(null, true, 0, 1.5, '', 'text', 'string', 'query', 'path'),
      fc.record({ $ref: reference }),
      fc.array(tie('anything'), { maxLength: 3 }),
      fc.dictionary(name, tie('anything'), { maxKeys: 4 }),
      fc.dictionary(
        fc.constantFrom(
          'get',
          'post',
          'parameters',
          'responses',
          '200',
          'content',
          'schema',
          'properties',
          'items',
          'type',
          'required',
          'name',
          'in',
          'headers',
          'links',
          'callbacks',
          'allOf',
          'discriminator',
          'mapping',
          'propertyName',
          'nullable',
          'default',
          'security',
          'examples',
          '$id',
          '$ref',
        ),
        tie('anything'),
        { maxKeys: 5 },
      ),
    ),
  }))
  const document = fc.record(
    {
      openapi: fc.constantFrom('3.0.3', '3.1.0', '3.2.0'),
      info: anything,
      servers: anything,
      security: anything,
      tags: anything,
      paths: fc.oneof(
        anything,
        fc.dictionary(fc.constantFrom('/a', '/a/{id}', 'b', '/{'), anything),
      ),
      webhooks: anything,
      components: fc.oneof(
        anything,
        fc.dictionary(
          fc.constantFrom('schemas', 'parameters', 'responses', 'securitySchemes', 'pathItems'),
          fc.oneof(anything, fc.dictionary(fc.oneof(fc.constantFrom('A', 'B'), name), anything)),
        ),
      ),
    },
    { requiredKeys: ['openapi'] },
  )

  it('is read, or refused by name; it never breaks the reader, nor any object', async () => {
    await fc.assert(
      fc.asyncProperty(document, fc.boolean(), async (value, asYaml) => {
        const text = asYaml ? stringify(value) : JSON.stringify(value)
        try {
          const { loaded, findings } = await loadDocumentFromText(text, {
            cwd: '/',
            location: '/api/openapi.yaml',
            readFile: memoryFiles({}),
          })
          const { model, findings: more } = readApiModel(loaded)
          for (const { pointer, source } of [...findings, ...more]) {
            expect(source ?? pointer).toBeDefined()
            if (source) expect(loaded.line(source.file, source.line)).toBeTypeOf('string')
          }
          const names = [...model.operations, ...model.webhooks].map(
            ({ operationId }) => operationId,
          )
          expect(new Set(names).size).toBe(names.length)
          expect(model.operations.every(({ operationId }) => operationId !== '')).toBe(true)
          // Whoever reads the normalised document again finds nothing more to mend.
          const again = await loadDocumentFromObject(loaded.document)
          expect(again.loaded.document).toEqual(loaded.document)
        } catch (error) {
          if (!(error instanceof ConcordatError)) throw error
          expect(error.code).toMatch(/^E_DOCUMENT_/)
        }
        expect(Object.keys(Object.prototype)).toEqual([])
      }),
      { numRuns: 600 },
    )
  }, 120_000)
})
