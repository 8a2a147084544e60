/** Texts that would end a quote, start a command or change a meaning in one language or another. */
export const hostileText =
  'it\'s "5" \\ $HOME $(id >ran) `id >ran` ${id} #{`id >ran`} \\u0041 %41 %s é ’ 日本 😀 */ <?php ?> </script> \u202egnp\u2066 \u001b[31m \u0085'

/** Operations whose requests are hard to write down. */
export const hostileDocument = {
  openapi: '3.1.0',
  info: { title: 'Hostile examples', version: '1' },
  servers: [{ url: 'http://127.0.0.1:1/base' }],
  components: {
    securitySchemes: {
      bareToken: { type: 'apiKey', in: 'header', name: 'Authorization' },
      userPassword: { type: 'http', scheme: 'basic' },
      cookieKey: { type: 'apiKey', in: 'cookie', name: 'sid' },
      queryKey: { type: 'apiKey', in: 'query', name: 'api key' },
      machine: {
        type: 'oauth2',
        flows: { clientCredentials: { tokenUrl: '/base/token', scopes: { 'read:all': '' } } },
      },
    },
  },
  paths: {
    '/things/{id}': {
      delete: {
        operationId: 'deleteWithJson',
        security: [{ bareToken: [] }],
        parameters: [path('id', "a/b c'd")],
        requestBody: body('application/json', { ids: ['1', '2'], why: hostileText }),
        responses: { 204: { description: 'Gone.' } },
      },
      get: {
        operationId: 'getWithQuery',
        security: [{ bareToken: [] }],
        parameters: [
          path('id', '1'),
          { ...query('tag', ['x y', "o'clock", '[a]{b}']), schema: { type: 'array', items: {} } },
          query('q', hostileText),
          { name: 'X-Note', in: 'header', required: true, example: "it's", schema: {} },
        ],
        responses: { 200: { description: 'Here.' } },
      },
      put: {
        operationId: 'putText',
        parameters: [path('id', '1')],
        requestBody: body('text/plain', `first line\n\tsecond: ${hostileText}\n@file`),
        responses: { 200: { description: 'Here.' } },
      },
    },
    '/forms': {
      post: {
        operationId: 'postForm',
        security: [{ userPassword: [] }],
        requestBody: body('application/x-www-form-urlencoded', {
          text: 'a&b=c +é',
          more: hostileText,
        }),
        responses: { 200: { description: 'Here.' } },
      },
      patch: {
        operationId: 'patchWithToken',
        security: [{ machine: ['read:all'] }],
        requestBody: body('application/merge-patch+json', {
          name: hostileText,
          count: 3,
          gone: null,
        }),
        responses: { 200: { description: 'Here.' } },
      },
      get: {
        operationId: 'getWithCookie',
        security: [{ cookieKey: [], queryKey: [] }],
        responses: { 200: { description: 'Here.' } },
      },
    },
    '/files': {
      post: {
        operationId: 'postParts',
        requestBody: {
          required: true,
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                required: ['file', 'note'],
                properties: {
                  file: { type: 'string', format: 'binary' },
                  note: { type: 'string', examples: ["it's a note"] },
                },
              },
            },
          },
        },
        responses: { 201: { description: 'Made.' } },
      },
    },
  },
} as const

function path(name: string, example: string) {
  return { name, in: 'path', required: true, example, schema: { type: 'string' } } as const
}

function query(name: string, example: unknown) {
  return { name, in: 'query', required: true, example, schema: { type: 'string' } } as const
}

function body(mediaType: string, example: unknown) {
  const schema = typeof example === 'string' ? { type: 'string' } : { type: 'object' }
  return { required: true, content: { [mediaType]: { schema, example } } } as const
}
