import { describe, expect, it } from 'vitest'
import { named, typesOf } from '../../test/emitted-types.ts'
import { modelOfOperation } from '../../test/model-of.ts'

describe('operations', () => {
  it('have parameters by place, optional where all of a place are', async () => {
    const text = await typesOf(
      await modelOfOperation(
        {
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'integer' } },
            {
              name: 'q',
              in: 'query',
              content: { 'application/json': { schema: { type: 'object' } } },
            },
            { name: 'X-Trace', in: 'header', required: true, schema: { type: 'string' } },
          ],
        },
        { path: '/things/{id}' },
      ),
    )
    expect(text.replace(/\s+/g, ' ')).toContain(
      "parameters: { query?: { q?: { [key: string]: unknown } } header: { 'X-Trace': string } path: { id: number } cookie?: never }",
    )
    expect(text).toContain('requestBody?: never')
    expect(text).toContain("'/things/{id}': { get: operations['getThing'] }")
  })

  it('have files and bytes as blobs, and XML as text', async () => {
    const binary = { type: 'string', format: 'binary' }
    const text = await typesOf(
      await modelOfOperation(
        {
          requestBody: {
            content: {
              'multipart/form-data': {
                schema: { $ref: '#/components/schemas/Form' },
              },
              'image/png': {},
              'application/xml': { schema: { type: 'object' } },
              'text/plain': {},
              'application/json': { schema: { $ref: '#/components/schemas/Form' } },
            },
          },
        },
        {
          method: 'post',
          components: {
            schemas: {
              Form: {
                type: 'object',
                properties: {
                  file: binary,
                  more: { type: 'array', items: binary },
                  note: { type: 'string' },
                },
              },
            },
          },
        },
      ),
    )
    const flat = text.replace(/\s+/g, ' ')
    expect(flat).toContain(
      "content: { 'multipart/form-data': { file?: Blob; more?: Blob[]; note?: string } 'image/png': Blob 'application/xml': string 'text/plain': string 'application/json': Form }",
    )
    expect(named(text, 'Form')).toBe('{ file?: string; more?: string[]; note?: string }')
  })

  it('share the responses that the document shares', async () => {
    const text = await typesOf(
      await modelOfOperation(
        { responses: { 404: { $ref: '#/components/responses/Missing' } } },
        {
          components: {
            responses: {
              Missing: {
                description: 'No such thing.',
                headers: {
                  'X-Reason': { schema: { type: 'string' } },
                  'X-Count': { required: true, schema: { type: 'integer' } },
                },
              },
            },
          },
        },
      ),
    )
    expect(text).toContain("404: components['responses']['Missing']")
    expect(text.replace(/\s+/g, ' ')).toContain(
      "Missing: { headers: { 'X-Reason'?: string; 'X-Count': number; [name: string]: unknown } content?: never }",
    )
  })

  it('say what is deprecated, and what nobody promised', async () => {
    const text = await typesOf(
      await modelOfOperation({
        deprecated: true,
        summary: 'Gets a thing */ alert(1)',
        'x-provenance': 'inferred',
        responses: {
          200: { description: 'A thing.', 'x-provenance': 'inferred', 'x-source': 'HTTP' },
        },
      }),
    )
    expect(text).toContain('@deprecated')
    expect(text).toContain('Gets a thing *\\/ alert(1)')
    expect(text).toContain('@provenance inferred')
    expect(text).not.toContain('HTTP')
  })
})
