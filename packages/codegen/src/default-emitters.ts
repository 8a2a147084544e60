import { clientEmitter } from './client/emit-client.ts'
import type { Emitter } from './emitter.ts'
import { operationsEmitter } from './operations/emit-operations.ts'
import { packageEmitter } from './package/emit-package.ts'
import { typesEmitter } from './types/emit-types.ts'

/** What writes a whole package: types, operations, schemas, validators, routes, client, server, package.json. */
export const defaultEmitters: readonly Emitter[] = [
  typesEmitter,
  operationsEmitter,
  clientEmitter,
  packageEmitter,
]
