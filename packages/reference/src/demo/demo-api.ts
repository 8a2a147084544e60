import type { JsonValue } from '@concordat/core'
import type { World } from '../world.ts'

/** What to call one API of the demo world with. */
export interface DemoApi {
  /** A working credential by security scheme, as the scheme's name stands in the document. */
  readonly credentials: Readonly<Record<string, string>>
  /** Values for path, query and body under the names that the document gives them. */
  readonly params: Readonly<Record<string, JsonValue>>
  /** Callers beside the usual one, by what is special about them, and other things to try. */
  readonly more?: Readonly<Record<string, JsonValue>>
}

/** The demo world of one vendor. */
export interface VendorDemo {
  readonly api: DemoApi
  /** Puts all of it into the store, in place of what was under its ids. */
  load(world: World): Promise<void>
}
