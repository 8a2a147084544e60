import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

export type Verdict = 'wire' | 'behaviour' | 'unknown' | '-'

export interface SchemaPair {
  readonly name: string
  readonly old: object
  readonly new: object
  readonly request: Verdict
  readonly response: Verdict
  readonly why: string
}

export const schemaPairs: readonly SchemaPair[] = parse(
  readFileSync(join(import.meta.dirname, 'schemas.yaml'), 'utf8'),
)

/** The smallest document in which a schema describes requests, or answers. */
export function documentOfSchema(schema: object, direction: 'request' | 'response'): object {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/It' } } }
  const requestBody = direction === 'request' ? { requestBody: { required: true, content } } : {}
  const answer = direction === 'response' ? { content } : {}
  return {
    openapi: '3.1.1',
    info: { title: 'Pair', version: '1.0.0' },
    paths: {
      '/it': {
        post: {
          operationId: 'it',
          ...requestBody,
          responses: { '200': { description: 'It', ...answer } },
        },
      },
    },
    components: { schemas: { It: schema } },
  }
}

export interface DocumentPair {
  readonly name: string
  readonly at?: 'document' | 'paths' | 'item'
  readonly method?: 'get' | 'post'
  readonly old: Record<string, unknown>
  readonly new: Record<string, unknown>
  readonly verdict: string
  readonly why: string
}

export const documentPairs: readonly DocumentPair[] = parse(
  readFileSync(join(import.meta.dirname, 'documents.yaml'), 'utf8'),
)

/** The smallest document, with what a pair says merged into it. */
export function documentOfPair(
  { at, method = 'get' }: DocumentPair,
  said: Record<string, unknown>,
): object {
  const operation = {
    operationId: 'it',
    responses: { '200': { description: 'It' } },
    ...(at === undefined ? said : {}),
  }
  const item = { [method]: operation, ...(at === 'item' ? merged(operation, said) : {}) }
  return {
    openapi: '3.1.1',
    info: { title: 'Pair', version: '1.0.0' },
    paths: { '/it': item, ...(at === 'paths' ? said : {}) },
    ...(at === 'document' ? said : {}),
  }
}

function merged(operation: object, said: Record<string, unknown>): object {
  const { get, ...rest } = said
  return { ...rest, get: { ...operation, ...(typeof get === 'object' ? get : {}) } }
}
