/**
 * A document of `operations` operations, five for each resource, each resource with schemas of its own: what grows is the
 * API, not one of its parts.
 */
export function syntheticDocument(operations: number): object {
  const paths: Record<string, object> = {}
  const schemas: Record<string, object> = { Problem: problem }
  for (let index = 0; index < Math.ceil(operations / 5); index++) {
    const name = `Resource${index}`
    const left = operations - index * 5
    const [list, create, read, update, remove] = operationsOf(name)
    paths[`/resources-${index}`] = { get: list, ...(left > 1 && { post: create }) }
    if (left > 2) {
      paths[`/resources-${index}/{id}`] = {
        get: read,
        ...(left > 3 && { put: update }),
        ...(left > 4 && { delete: remove }),
      }
    }
    Object.assign(schemas, schemasOf(name))
  }
  return {
    openapi: '3.0.3',
    info: { title: `Synthetic ${operations}`, version: '1.0.0' },
    servers: [{ url: 'https://example.com' }],
    paths,
    components: { schemas },
  }
}

const problem = {
  type: 'object',
  required: ['message'],
  properties: { message: { type: 'string' }, code: { type: 'integer' } },
}

function operationsOf(name: string): object[] {
  const reference = { $ref: `#/components/schemas/${name}` }
  const json = (schema: object): object => ({ 'application/json': { schema } })
  const failure = {
    description: 'Refused.',
    content: json({ $ref: '#/components/schemas/Problem' }),
  }
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }
  const draft = {
    required: true,
    content: json({ $ref: `#/components/schemas/${name}Draft` }),
  }
  const one = { description: 'The resource.', content: json(reference) }
  return [
    {
      operationId: `list${name}`,
      parameters: [
        { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } },
        { name: 'state', in: 'query', schema: { type: 'string', enum: ['draft', 'live', 'gone'] } },
      ],
      responses: {
        200: { description: 'A page.', content: json({ type: 'array', items: reference }) },
        400: failure,
      },
    },
    { operationId: `create${name}`, requestBody: draft, responses: { 201: one, 400: failure } },
    { operationId: `get${name}`, parameters: [id], responses: { 200: one, 404: failure } },
    {
      operationId: `update${name}`,
      parameters: [id],
      requestBody: draft,
      responses: { 200: one, 400: failure, 404: failure },
    },
    {
      operationId: `delete${name}`,
      parameters: [id],
      responses: { 204: { description: 'Gone.' }, 404: failure },
    },
  ]
}

function schemasOf(name: string): Record<string, object> {
  const properties = {
    title: { type: 'string', minLength: 1, maxLength: 80 },
    state: { type: 'string', enum: ['draft', 'live', 'gone'] },
    weight: { type: 'number', minimum: 0 },
    tags: { type: 'array', items: { type: 'string' }, maxItems: 10 },
    shape: {
      oneOf: [
        { $ref: `#/components/schemas/${name}Circle` },
        { $ref: `#/components/schemas/${name}Square` },
      ],
    },
  }
  const shape = (kind: string, size: string): object => ({
    type: 'object',
    required: ['kind', size],
    properties: { kind: { type: 'string', enum: [kind] }, [size]: { type: 'number' } },
  })
  return {
    [name]: {
      type: 'object',
      required: ['id', 'title'],
      properties: {
        id: { type: 'string', format: 'uuid' },
        createdAt: { type: 'string', format: 'date-time' },
        ...properties,
      },
    },
    [`${name}Draft`]: { type: 'object', required: ['title'], properties },
    [`${name}Circle`]: shape('circle', 'radius'),
    [`${name}Square`]: shape('square', 'side'),
  }
}
