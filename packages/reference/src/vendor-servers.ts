import type { Server } from '@concordat/server'
import type { ApiName } from './api-name.ts'
import { createConnhexServer } from './connhex/server.ts'
import { createCumulonimbusServer } from './cumulonimbus/server.ts'
import { createIproyalServer } from './iproyal/server.ts'
import { createSenhaseguraServer } from './senhasegura/server.ts'
import type { VendorServerOptions } from './vendor-server-options.ts'
import type { World } from './world.ts'

/** Makes the servers of the four APIs over one world. */
export function createVendorServers(
  world: World,
  options: VendorServerOptions,
): Readonly<Record<ApiName, Server>> {
  return {
    iproyal: createIproyalServer(world, options),
    connhex: createConnhexServer(world, options),
    cumulonimbus: createCumulonimbusServer(world, options),
    senhasegura: createSenhaseguraServer(world, options),
  }
}
