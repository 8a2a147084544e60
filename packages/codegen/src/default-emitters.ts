import { clientEmitter } from './client/emit-client.ts'
import type { Emitter } from './emitter.ts'
import { operationsEmitter } from './operations/emit-operations.ts'
import { packageEmitter } from './package/emit-package.ts'
import { routesEmitter } from './routes/emit-routes.ts'
import { schemasEmitter } from './schemas/emit-schemas.ts'
import { serverEmitter } from './server/emit-server.ts'
import { typesEmitter } from './types/emit-types.ts'
import { validatorsEmitter } from './validators/emit-validators.ts'
import { webhooksEmitter } from './webhooks/emit-webhooks.ts'

/** What writes a whole package: types, operations, schemas, validators, routes, client, server, package.json. */
export const defaultEmitters: readonly Emitter[] = [
  typesEmitter,
  operationsEmitter,
  schemasEmitter,
  validatorsEmitter,
  routesEmitter,
  clientEmitter,
  serverEmitter,
  webhooksEmitter,
  packageEmitter,
]
