import { loadDocumentFromObject } from '@concordat/document'
import { type ApiModel, readApiModel } from '@concordat/model'

/** The model of a document that is written in place; what is always needed is filled in. */
export async function modelOf(document: Readonly<Record<string, unknown>>): Promise<ApiModel> {
  const { loaded } = await loadDocumentFromObject({
    openapi: '3.1.0',
    info: { title: 'Acme', version: '1.0.0' },
    paths: {},
    ...document,
  })
  return readApiModel(loaded).model
}

/** The model of a document with one operation, `GET /things/{id}` unless the operation says otherwise. */
export async function modelOfOperation(
  operation: Readonly<Record<string, unknown>>,
  {
    path = '/things',
    method = 'get',
    ...document
  }: Readonly<Record<string, unknown>> & {
    readonly path?: string
    readonly method?: string
  } = {},
): Promise<ApiModel> {
  return modelOf({
    ...document,
    paths: {
      [path]: {
        [method]: {
          operationId: 'getThing',
          responses: { 200: { description: 'A thing.' } },
          ...operation,
        },
      },
    },
  })
}
