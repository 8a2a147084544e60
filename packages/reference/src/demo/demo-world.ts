import type { ApiName } from '../api-name.ts'
import { connhexDemo } from '../connhex/demo.ts'
import { cumulonimbusDemo } from '../cumulonimbus/demo.ts'
import { iproyalDemo } from '../iproyal/demo.ts'
import { senhaseguraDemo } from '../senhasegura/demo.ts'
import { inTransaction, type World } from '../world.ts'
import type { DemoApi, VendorDemo } from './demo-api.ts'

const vendors: Readonly<Record<ApiName, VendorDemo>> = {
  iproyal: iproyalDemo,
  connhex: connhexDemo,
  cumulonimbus: cumulonimbusDemo,
  senhasegura: senhaseguraDemo,
}

/** What to call the demo world with, by API. */
export type DemoWorld = Readonly<Record<ApiName, DemoApi>>

/** The demo world: all that the vendors' samples name. */
export const demoWorld: DemoWorld = {
  iproyal: iproyalDemo.api,
  connhex: connhexDemo.api,
  cumulonimbus: cumulonimbusDemo.api,
  senhasegura: senhaseguraDemo.api,
}

/**
 * Loads the demo world into a store that has not had it yet, and answers whether it did. What callers have changed
 * since stays changed, over restarts too.
 */
export function loadDemoWorld(world: World): Promise<boolean> {
  return inTransaction(world, async (inside) => {
    const first = await inside.db
      .insertInto('loaded_worlds')
      .values({ name: 'demo', loaded_at: world.clock() })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning('name')
      .executeTakeFirst()
    if (!first) return false
    await putDemoWorld(inside)
    return true
  })
}

/** Makes the demo world as it was at first, whatever callers have done to it. */
export function resetDemoWorld(world: World): Promise<void> {
  return inTransaction(world, async (inside) => {
    await inside.db
      .insertInto('loaded_worlds')
      .values({ name: 'demo', loaded_at: world.clock() })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute()
    await putDemoWorld(inside)
  })
}

async function putDemoWorld(world: World): Promise<void> {
  for (const vendor of Object.values(vendors)) await vendor.load(world)
}
