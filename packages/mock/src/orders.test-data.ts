/** A shop: orders with lines below them, pages, entity tags, and an operation that keeps nothing. */
const id = { type: 'string', format: 'uuid', readOnly: true }
const problem = {
  description: 'Refused.',
  content: {
    'application/problem+json': {
      schema: { type: 'object', required: ['title'], properties: { title: { type: 'string' } } },
    },
  },
}
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const json = (schema: object, more: object = {}) => ({ 'application/json': { schema, ...more } })
const parameter = (name: string, schema: object, more: object = {}) => ({
  name,
  in: 'query',
  schema,
  ...more,
})
const orderId = {
  name: 'orderId',
  in: 'path',
  required: true,
  schema: { type: 'string', format: 'uuid' },
}
const tagged = { ETag: { schema: { type: 'string' } } }

export const orders = {
  openapi: '3.1.1',
  info: { title: 'Orders', version: '1.0.0' },
  security: [{ key: [] }],
  paths: {
    '/orders': {
      get: {
        operationId: 'listOrders',
        parameters: [
          parameter('limit', { type: 'integer', minimum: 1, maximum: 50, default: 2 }),
          parameter('cursor', { type: 'string' }),
          parameter('status', ref('Status')),
          parameter('sort', { type: 'string' }),
        ],
        responses: {
          200: { description: 'A page.', content: json(ref('OrderPage')) },
          400: problem,
        },
      },
      post: {
        operationId: 'createOrder',
        requestBody: { required: true, content: json(ref('Order')) },
        responses: {
          201: {
            description: 'Made.',
            headers: { Location: { schema: { type: 'string' } } },
            content: json(ref('Order')),
          },
          422: problem,
        },
      },
    },
    '/orders/{orderId}': {
      parameters: [orderId],
      get: {
        operationId: 'getOrder',
        responses: {
          200: { description: 'One.', headers: tagged, content: json(ref('Order')) },
          304: { description: 'Unchanged.' },
          404: problem,
        },
      },
      put: {
        operationId: 'replaceOrder',
        requestBody: { required: true, content: json(ref('Order')) },
        responses: {
          200: { description: 'Changed.', headers: tagged, content: json(ref('Order')) },
          404: problem,
          412: problem,
        },
      },
      patch: {
        operationId: 'patchOrder',
        requestBody: {
          required: true,
          content: {
            'application/merge-patch+json': { schema: ref('OrderPatch') },
            'application/json-patch+json': { schema: { type: 'array', items: { type: 'object' } } },
          },
        },
        responses: {
          200: { description: 'Changed.', content: json(ref('Order')) },
          404: problem,
          422: problem,
        },
      },
      delete: {
        operationId: 'deleteOrder',
        responses: { 204: { description: 'Gone.' }, 404: problem },
      },
    },
    '/orders/{orderId}/lines': {
      parameters: [orderId],
      get: {
        operationId: 'listLines',
        responses: {
          200: { description: 'All.', content: json({ type: 'array', items: ref('Line') }) },
          404: problem,
        },
      },
      post: {
        operationId: 'addLine',
        requestBody: { required: true, content: json(ref('Line')) },
        responses: { 201: { description: 'Made.', content: json(ref('Line')) }, 404: problem },
      },
    },
    '/orders/{orderId}/lines/{lineId}': {
      parameters: [
        orderId,
        { name: 'lineId', in: 'path', required: true, schema: { type: 'integer' } },
      ],
      get: {
        operationId: 'getLine',
        responses: { 200: { description: 'One.', content: json(ref('Line')) }, 404: problem },
      },
    },
    '/orders/{orderId}/cancel': {
      parameters: [orderId],
      post: {
        operationId: 'cancelOrder',
        responses: { 200: { description: 'Now.', content: json(ref('Order')) }, 404: problem },
      },
    },
    '/shops/{shopId}': {
      get: {
        operationId: 'getShop',
        parameters: [
          {
            name: 'shopId',
            in: 'path',
            required: true,
            schema: { type: 'string' },
            example: 'north',
          },
        ],
        responses: {
          200: {
            description: 'One.',
            content: json(ref('Shop'), { example: { id: 'north', city: 'Oslo' } }),
          },
          404: problem,
        },
      },
    },
    '/prices/{sku}': {
      get: {
        operationId: 'getPrice',
        parameters: [{ name: 'sku', in: 'path', required: true, schema: { type: 'string' } }],
        responses: {
          200: {
            description: 'A price.',
            content: json(
              {
                type: 'object',
                required: ['sku', 'amount'],
                properties: { sku: { type: 'string' }, amount: { type: 'number', minimum: 0 } },
              },
              {
                examples: {
                  cheap: { value: { sku: 'a', amount: 1 } },
                  dear: { value: { sku: 'b', amount: 900 } },
                },
              },
            ),
          },
          404: problem,
        },
      },
    },
  },
  components: {
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
    schemas: {
      Status: { type: 'string', enum: ['open', 'paid'] },
      Order: {
        type: 'object',
        required: ['id', 'customer', 'status', 'createdAt'],
        additionalProperties: false,
        properties: {
          id,
          customer: { type: 'string', minLength: 1 },
          status: ref('Status'),
          note: { type: ['string', 'null'] },
          createdAt: { type: 'string', format: 'date-time', readOnly: true },
          secret: { type: 'string', writeOnly: true },
        },
      },
      OrderPatch: {
        type: 'object',
        properties: {
          customer: { type: 'string', minLength: 1 },
          status: ref('Status'),
          note: { type: ['string', 'null'] },
        },
      },
      OrderPage: {
        type: 'object',
        required: ['data', 'total', 'next'],
        properties: {
          data: { type: 'array', items: ref('Order') },
          total: { type: 'integer' },
          next: { type: ['string', 'null'] },
        },
      },
      Line: {
        type: 'object',
        required: ['id', 'sku'],
        properties: {
          id: { type: 'integer', readOnly: true },
          sku: { type: 'string' },
          orderId: { type: 'string' },
        },
      },
      Shop: {
        type: 'object',
        required: ['id', 'city'],
        properties: { id: { type: 'string' }, city: { type: 'string' } },
      },
    },
  },
}
