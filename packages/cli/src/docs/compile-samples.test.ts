import { resolve } from 'node:path'
import { loadDocument, loadDocumentFromObject } from '@concordat/document'
import { readApiModel } from '@concordat/model'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { compileSamples, findCompiler } from './compile-samples.ts'

const root = resolve(import.meta.dirname, '..', '..', '..', '..')

describe('TypeScript samples', () => {
  test('of the four APIs fit their clients, and one that does not is named', async () => {
    const apis = await Promise.all(
      ['connhex', 'cumulonimbus', 'iproyal', 'senhasegura'].map(async (name) => {
        const { loaded } = await loadDocument(`openapi/${name}/openapi.yaml`, { cwd: root })
        return { model: readApiModel(loaded).model, packageName: `@concordat/${name}` }
      }),
    )
    const operation = (operationId: string, example: unknown) => ({
      operationId,
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: ['size'],
              properties: { size: { enum: ['small', 'large'] } },
            },
            example,
          },
        },
      },
      responses: { 204: { description: 'Ordered.' } },
    })
    const { loaded } = await loadDocumentFromObject({
      openapi: '3.1.0',
      info: { title: 'Shop', version: '1' },
      paths: {
        '/orders': {
          post: operation('order', { size: 'small' }),
          put: operation('order#again', { size: 'huge' }),
        },
        '/covers': {
          put: {
            operationId: 'cover',
            requestBody: {
              required: true,
              content: { 'image/jpeg': { schema: { type: 'string', contentEncoding: 'base64' } } },
            },
            responses: { 204: { description: 'Kept.' } },
          },
        },
      },
    })
    const { model } = readApiModel(loaded)
    const found = await compileSamples([...apis, { model }], ts)
    expect(found).toMatchObject([{ id: 'sample-does-not-compile', pointer: '/paths/~1orders/put' }])
    expect(found[0]?.message).toMatch(/`order#again`.*TS2322.*"huge"/)
  })

  test('need a compiler in the project, and say so where there is none', () => {
    expect(typeof findCompiler(root)).not.toBe('string')
    expect(findCompiler('/')).toBe('TypeScript is not installed here.')
  })
})
