import type {
  OperationDescriptor,
  OperationValidators,
  SecuritySchemeDescriptor,
} from '@concordat/wire'
import * as z from 'zod'
import { defineServer } from '../define-server.ts'
import type { Server, ServerOptions } from '../types/server-options.ts'
import type { Verifiers } from '../types/verifier.ts'

// A small API as the generator would print it: operations, types, validators, `createServer`.

const pet = { 'application/json': {} } as const

export const operations = {
  listPets: {
    operationId: 'listPets',
    method: 'GET',
    path: '/pets',
    parameters: [
      { name: 'limit', in: 'query', shape: 'integer', default: 20 },
      { name: 'tags', in: 'query', shape: { array: 'string' } },
      { name: 'X-Trace', in: 'header', shape: 'string' },
      { name: 'sid', in: 'cookie', shape: 'string' },
    ],
    responses: {
      200: {
        headers: { 'X-Total': { required: true, shape: 'integer' }, 'X-Next': {} },
        content: { 'application/json': {} },
      },
      '4XX': { content: { 'application/problem+json': {} } },
    },
  },
  addPet: {
    operationId: 'addPet',
    method: 'POST',
    path: '/pets',
    body: {
      required: true,
      content: {
        ...pet,
        'application/x-www-form-urlencoded': {
          shape: { object: { name: 'string', age: 'integer' } },
        },
      },
    },
    security: [{ token: ['write'] }, { login: [] }],
    responses: { 201: { content: pet }, 204: {}, default: { content: pet } },
  },
  getPet: {
    operationId: 'getPet',
    method: 'GET',
    path: '/pets/{id}',
    parameters: [{ name: 'id', in: 'path', required: true, shape: 'integer' }],
    security: [{}, { token: [] }],
    responses: {
      200: { content: { ...pet, 'text/plain': {} } },
      404: {},
    },
  },
  setPhoto: {
    operationId: 'setPhoto',
    method: 'PUT',
    path: '/pets/{id}/photo',
    parameters: [{ name: 'id', in: 'path', required: true, shape: 'integer' }],
    body: { content: { 'image/*': { binary: true } } },
    responses: { 200: { content: { 'image/png': { binary: true } } } },
  },
  myPets: {
    operationId: 'myPets',
    method: 'GET',
    path: '/pets/mine',
    security: [{ token: [], key: [] }],
    responses: { 200: { content: { 'application/x-ndjson': { perItem: true } } } },
  },
} as const satisfies Record<string, OperationDescriptor>

export const securitySchemes = {
  token: { type: 'http', scheme: 'bearer' },
  login: { type: 'http', scheme: 'basic' },
  key: { type: 'apiKey', in: 'header', name: 'X-Key' },
  unused: { type: 'apiKey', in: 'query', name: 'unused' },
} as const satisfies Record<string, SecuritySchemeDescriptor>

export interface Pet {
  name: string
  age?: number
}
interface AnyHeaders {
  [name: string]: unknown
}
export interface Operations {
  listPets: {
    parameters: {
      query?: { limit?: number; tags?: string[] }
      header?: { 'X-Trace'?: string }
      path?: never
      cookie?: { sid?: string }
    }
    requestBody?: never
    responses: {
      200: {
        headers: { 'X-Total': number; 'X-Next'?: string; [name: string]: unknown }
        content: { 'application/json': Pet[] }
      }
      '4XX': { headers: AnyHeaders; content: { 'application/problem+json': { title: string } } }
    }
  }
  addPet: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    requestBody: {
      content: { 'application/json': Pet; 'application/x-www-form-urlencoded': Pet }
    }
    responses: {
      201: { headers: AnyHeaders; content: { 'application/json': Pet } }
      204: { headers: AnyHeaders; content?: never }
      default: { headers: AnyHeaders; content: { 'application/json': { code: string } } }
    }
  }
  getPet: {
    parameters: { query?: never; header?: never; path: { id: number }; cookie?: never }
    requestBody?: never
    responses: {
      200: { headers: AnyHeaders; content: { 'application/json': Pet; 'text/plain': string } }
      404: { headers: AnyHeaders; content?: never }
    }
  }
  setPhoto: {
    parameters: { query?: never; header?: never; path: { id: number }; cookie?: never }
    requestBody?: { content: { 'image/*': Blob } }
    responses: { 200: { headers: AnyHeaders; content: { 'image/png': Blob } } }
  }
  myPets: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: AnyHeaders; content: { 'application/x-ndjson': Pet } } }
  }
}

const Pet = z.object({ name: z.string().min(1), age: z.int().min(0).optional() })

export const validators = {
  listPets: {
    request: {
      query: z.looseObject({
        limit: z.int().min(1).max(100).optional(),
        tags: z.array(z.string()).optional(),
      }),
      header: z.looseObject({ 'x-trace': z.string().max(10).optional() }),
    },
    responses: {
      200: {
        headers: z.looseObject({ 'x-total': z.int().min(0) }),
        content: { 'application/json': z.array(Pet) },
      },
      '4XX': { content: { 'application/problem+json': z.object({ title: z.string() }) } },
    },
  },
  addPet: {
    request: { body: { 'application/json': Pet, 'application/x-www-form-urlencoded': Pet } },
    responses: {
      201: { content: { 'application/json': Pet } },
      default: { content: { 'application/json': z.object({ code: z.string() }) } },
    },
  },
  getPet: {
    request: { path: z.object({ id: z.int().min(1) }) },
    responses: { 200: { content: { 'application/json': Pet, 'text/plain': z.string().min(1) } } },
  },
  setPhoto: { request: { path: z.object({ id: z.int() }) }, responses: {} },
  myPets: {
    request: {},
    responses: { 200: { content: { 'application/x-ndjson': Pet } } },
  },
} as const satisfies Record<string, OperationValidators>

export type PetServerOptions<Auth> = ServerOptions<
  typeof operations,
  Operations,
  typeof securitySchemes,
  Auth
>

export function createServer<Auth extends Verifiers<typeof securitySchemes, typeof operations>>(
  options: PetServerOptions<Auth>,
): Server {
  return defineServer({ operations, validators, securitySchemes }, options)
}
