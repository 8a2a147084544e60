const response = (description: string, schema?: object): object => ({
  description,
  ...(schema ? { content: { 'application/json': { schema } } } : {}),
})
const note = { $ref: '#/components/schemas/Note' }
const problem = { $ref: '#/components/responses/Problem' }
const input = {
  required: true,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/NoteInput' } } },
}
const refusals = { '400': problem, '415': problem, '422': problem }
const fields = {
  title: { type: 'string', minLength: 1, maxLength: 80 },
  text: { type: 'string', maxLength: 1000 },
}
const id = { type: 'integer', minimum: 1, maximum: 999_999_999_999_999 }

/** The document of the notes. */
export const notesDocument = {
  openapi: '3.1.1',
  info: { title: 'Notes', version: '1.0.0' },
  paths: {
    '/notes': {
      get: {
        operationId: 'listNotes',
        parameters: [
          {
            name: 'limit',
            in: 'query',
            schema: { type: 'integer', minimum: 1, maximum: 100, default: 10 },
          },
        ],
        responses: {
          '200': response('The newest notes.', { type: 'array', items: note }),
          '422': problem,
        },
      },
      post: {
        operationId: 'addNote',
        requestBody: input,
        responses: {
          '201': {
            ...response('The note.', note),
            headers: { Location: { required: true, schema: { type: 'string' } } },
          },
          ...refusals,
        },
      },
    },
    '/notes/{noteId}': {
      parameters: [{ name: 'noteId', in: 'path', required: true, schema: id }],
      get: {
        operationId: 'getNote',
        responses: { '200': response('The note.', note), '404': problem, '422': problem },
      },
      put: {
        operationId: 'replaceNote',
        requestBody: input,
        responses: { '200': response('The note.', note), '404': problem, ...refusals },
      },
      delete: {
        operationId: 'deleteNote',
        responses: { '204': response('Gone.'), '404': problem, '422': problem },
      },
    },
  },
  components: {
    schemas: {
      NoteInput: {
        type: 'object',
        required: ['title', 'text'],
        properties: fields,
        additionalProperties: false,
      },
      Note: { type: 'object', required: ['id', 'title', 'text'], properties: { id, ...fields } },
    },
    responses: {
      Problem: response('It was refused.', {
        type: 'object',
        required: ['code'],
        properties: { code: { type: 'integer' } },
      }),
    },
  },
}
