import {
  anyBodies,
  anyCredential,
  anyHeader,
  anyParameters,
  type Client,
  type ClientOptions,
  defineClient,
  encodeDeepObject,
  followRedirects,
  multipartEncoder,
  plainHeader,
  sequenceCodec,
  serverUrl,
  urlencodedEncoder,
} from '@concordat/client'
import type { OperationDescriptor, SecuritySchemeDescriptor } from '@concordat/wire'

// An API as a generator prints it, with one of everything that tests need.

interface AnyHeaders {
  [name: string]: unknown
}
interface None {
  query?: never
  header?: never
  path?: never
  cookie?: never
}
export interface Pet {
  id: string
  name: string
}
export interface Problem {
  title: string
}

export interface operations {
  listPets: {
    parameters: {
      query?: { limit?: number; offset?: number; tag?: string[] }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: {
        headers: { 'X-Total': number; 'X-Page'?: string; [name: string]: unknown }
        content: { 'application/json': { items: Pet[]; total: number } }
      }
      default: { headers: AnyHeaders; content: { 'application/problem+json': Problem } }
    }
  }
  feedPets: {
    parameters: { query?: { after?: string }; header?: never; path?: never; cookie?: never }
    requestBody?: never
    responses: {
      200: {
        headers: AnyHeaders
        content: { 'application/json': { pets: Pet[]; next?: string | null } }
      }
    }
  }
  getPet: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
    requestBody?: never
    responses: {
      200: {
        headers: AnyHeaders
        content: { 'application/json': Pet; 'text/plain': string; 'image/*': Blob }
      }
      404: { headers: AnyHeaders; content: { 'application/json': { hint: string } } }
      '4XX': { headers: AnyHeaders; content: { 'application/problem+json': Problem } }
    }
  }
  headPet: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
    requestBody?: never
    responses: {
      200: {
        headers: { ETag: string; [name: string]: unknown }
        content: { 'application/json': Pet }
      }
    }
  }
  createPet: {
    parameters: None
    requestBody: { content: { 'application/json': { name: string } } }
    responses: { 201: { headers: AnyHeaders; content: { 'application/json': Pet } } }
  }
  deletePets: {
    parameters: None
    requestBody?: { content: { 'application/json': { ids: string[] } } }
    responses: { 204: { headers: AnyHeaders; content?: never } }
  }
  search: {
    parameters: {
      query?: { filter?: { a?: number; b?: string[] }; csv?: string[]; nil?: string | null }
      header: { 'X-Ids': number[] }
      path: { shop: string; ids: number[] }
      cookie?: { theme?: string }
    }
    requestBody?: never
    responses: { 204: { headers: AnyHeaders; content?: never } }
  }
  upload: {
    parameters: None
    requestBody: {
      content: {
        'multipart/form-data': { photo: Blob; tags?: string[] }
        'application/x-www-form-urlencoded': { name: string }
        'application/octet-stream': Blob
        'text/plain': string
      }
    }
    responses: {
      200: {
        headers: { 'X-Parts': string[]; [name: string]: unknown }
        content: { 'application/json': number }
      }
    }
  }
  visitPet: {
    parameters: None
    requestBody?: never
    responses: {
      200: { headers: AnyHeaders; content: { 'application/json': Pet } }
      302: { headers: { Location: string; [name: string]: unknown }; content?: never }
    }
  }
  storePet: {
    parameters: None
    requestBody: {
      content: { 'application/json': Pet; 'application/octet-stream': Blob }
    }
    responses: { 200: { headers: AnyHeaders; content: { 'application/json': unknown } } }
  }
  readLog: {
    parameters: None
    requestBody?: never
    responses: { 200: { headers: AnyHeaders; content: { 'application/x-ndjson': { at: number } } } }
  }
  then: {
    parameters: None
    requestBody?: never
    responses: { '2XX': { headers: AnyHeaders; content?: never } }
  }
  constructor: {
    parameters: None
    requestBody?: never
    responses: { default: { headers: AnyHeaders; content: { 'application/json': string } } }
  }
}

const json = { 'application/json': {} } as const

export const table = {
  /** Lists pets. */
  listPets: {
    operationId: 'listPets',
    method: 'GET',
    path: '/pets',
    parameters: [
      { name: 'limit', in: 'query', shape: 'integer' },
      { name: 'offset', in: 'query', shape: 'integer' },
      { name: 'tag', in: 'query', shape: { array: 'string' } },
    ],
    responses: {
      200: {
        headers: { 'X-Total': { shape: 'integer', required: true }, 'X-Page': {} },
        content: json,
      },
      default: { content: { 'application/problem+json': {} } },
    },
    security: [{ bearer: [] }],
    pagination: {
      style: 'offset',
      limit: 'limit',
      offset: 'offset',
      items: 'items',
      total: 'total',
    },
  },
  feedPets: {
    operationId: 'feedPets',
    method: 'GET',
    path: '/feed',
    parameters: [{ name: 'after', in: 'query' }],
    responses: { 200: { content: json } },
    pagination: { style: 'cursor', cursor: 'after', items: 'pets', next: 'next' },
  },
  getPet: {
    operationId: 'getPet',
    method: 'GET',
    path: '/pets/{id}',
    parameters: [{ name: 'id', in: 'path', required: true }],
    responses: {
      200: { content: { ...json, 'text/plain': {}, 'image/*': { binary: true } } },
      404: { content: json },
      '4XX': { content: { 'application/problem+json': {} } },
    },
    security: [{ cookie: [] }, { key: [], basic: [] }, { bearer: [] }, {}],
  },
  headPet: {
    operationId: 'headPet',
    method: 'HEAD',
    path: '/pets/{id}',
    parameters: [{ name: 'id', in: 'path', required: true }],
    responses: { 200: { headers: { ETag: { required: true } }, content: json } },
  },
  createPet: {
    operationId: 'createPet',
    method: 'POST',
    path: '/pets',
    body: { required: true, content: json },
    responses: { 201: { content: json } },
    security: [{ oauth: ['write'] }],
  },
  deletePets: {
    operationId: 'deletePets',
    method: 'DELETE',
    path: '/pets',
    body: { content: json },
    responses: { 204: {} },
    servers: ['https://own.example'],
  },
  search: {
    operationId: 'search',
    method: 'GET',
    path: '/{shop}/search/{ids}.json',
    parameters: [
      { name: 'shop', in: 'path', required: true },
      { name: 'ids', in: 'path', required: true, shape: { array: 'integer' } },
      {
        name: 'filter',
        in: 'query',
        style: 'deepObject',
        explode: true,
        shape: { object: { a: 'integer', b: { array: 'string' } } },
      },
      { name: 'csv', in: 'query', explode: false, shape: { array: 'string' } },
      { name: 'nil', in: 'query', shape: { anyOf: ['null', 'string'] } },
      { name: 'X-Ids', in: 'header', required: true, shape: { array: 'integer' } },
      { name: 'theme', in: 'cookie' },
    ],
    responses: { 204: {} },
    security: [{ cookie: [], queryKey: [] }],
  },
  upload: {
    operationId: 'upload',
    method: 'POST',
    path: '/upload',
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          shape: { object: { photo: 'unknown', tags: { array: 'string' } } },
          files: ['photo'],
        },
        'application/x-www-form-urlencoded': { shape: { object: { name: 'string' } } },
        'application/octet-stream': { binary: true },
        'text/plain': {},
      },
    },
    responses: { 200: { headers: { 'X-Parts': { shape: { array: 'string' } } }, content: json } },
  },
  visitPet: {
    operationId: 'visitPet',
    method: 'GET',
    path: '/visit',
    responses: { 200: { content: json }, 302: { headers: { Location: { required: true } } } },
  },
  storePet: {
    operationId: 'storePet',
    method: 'POST',
    path: '/store',
    body: { required: true, content: { ...json, 'application/octet-stream': { binary: true } } },
    responses: { 200: { content: json } },
    security: [{ key: [], cookie: [] }],
  },
  readLog: {
    operationId: 'readLog',
    method: 'GET',
    path: '/log',
    responses: { 200: { content: { 'application/x-ndjson': { perItem: true } } } },
  },
  // biome-ignore lint/suspicious/noThenProperty: an operation may have any name
  then: { operationId: 'then', method: 'GET', path: '/then', responses: { '2XX': {} } },
  constructor: {
    operationId: 'constructor',
    method: 'GET',
    path: '/constructor',
    responses: { default: { content: json } },
  },
} as const satisfies Record<string, OperationDescriptor>

export const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer' },
  basic: { type: 'http', scheme: 'Basic' },
  key: { type: 'apiKey', in: 'header', name: 'X-Key' },
  queryKey: { type: 'apiKey', in: 'query', name: 'api_key' },
  cookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
  certificate: { type: 'mutualTLS' },
  oauth: {
    type: 'oauth2',
    flows: { clientCredentials: { tokenUrl: '/oauth/token', scopes: { write: 'May write' } } },
  },
} as const satisfies Record<string, SecuritySchemeDescriptor>

export const servers = [
  { url: 'https://{region}.example/v1', variables: { region: { default: 'eu' } } },
] as const

export type PetClient = Client<typeof table, operations, Record<never, never>>
export type PetClientOptions = ClientOptions<typeof securitySchemes>

/** A client with every support that this API needs. */
export function createClient(options: PetClientOptions = {}): PetClient {
  return defineClient(
    {
      operations: table,
      securitySchemes,
      servers,
      parameters: anyParameters({ deepObject: encodeDeepObject }),
      credential: anyCredential,
      header: anyHeader,
      serverUrl,
      redirects: followRedirects,
      bodies: anyBodies([multipartEncoder, urlencodedEncoder], [sequenceCodec]),
    },
    options,
  )
}

/** A client with hardly more than the core, for the operations that need no more. */
export function createPlainClient(options: PetClientOptions = {}): PetClient {
  return defineClient(
    { operations: table, securitySchemes, servers, serverUrl, header: plainHeader },
    options,
  )
}
