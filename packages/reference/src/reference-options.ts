import type { Hono } from 'hono'
import type { Clock } from './clock.ts'
import type { Entropy } from './entropy.ts'
import type { ReferenceLogger } from './http/reference-logger.ts'
import type { StoreLocation } from './store/open-store.ts'
import type { RateLimit } from './store/rate-limit.ts'

/** How the four servers behave, wherever they run. */
export interface ReferenceAppOptions {
  /** Where the state lives. @default in memory, gone when the app is closed */
  readonly store?: StoreLocation
  /**
   * Loads the demo world into a store that has not had it yet; `'fresh'` makes it as it was at first, whatever
   * callers have done to it.
   * @default false
   */
  readonly demo?: boolean | 'fresh'
  /**
   * Serves provider states under `/_concordat`: whoever reaches the server can then make any world.
   * @default false
   */
  readonly states?: boolean
  /** Limits the requests of each Cumulonimbus user. @default 100 requests in 300 seconds */
  readonly rateLimit?: RateLimit
  /** Limits the requests of each IPRoyal account. @default 1000 requests in 60 seconds */
  readonly iproyalRateLimit?: RateLimit
  /** Limits the access tokens that each senhasegura client asks for. @default 1000 requests in 60 seconds */
  readonly senhaseguraTokenLimit?: RateLimit
  /** Largest request body, in bytes. @default 1048576 (1 MiB) */
  readonly bodyLimit?: number
  /** Origins whose pages may call the APIs, with credentials; `*` for all, without. @default none */
  readonly cors?: readonly string[]
  /**
   * What is served under `/docs`: `true` for the pages of the four APIs with the address of this server, or a folder of
   * rendered pages. @default none
   */
  readonly docs?: true | string
  /** Adds routes of your own, beside those of the APIs. */
  readonly routes?: (app: Hono) => void
  /**
   * What happens to answers that the documents do not promise.
   * @default 'off' when NODE_ENV is 'production', else 'enforce'
   */
  readonly checkResponses?: 'off' | 'report' | 'enforce'
  /** @default nothing is logged */
  readonly logger?: ReferenceLogger
  /** @default the machine's clock */
  readonly clock?: Clock
  /** @default the machine's cryptographic source */
  readonly entropy?: Entropy
}

/** How the servers run in Node. */
export interface StartReferenceOptions extends ReferenceAppOptions {
  /** 0 lets the system choose a free one. @default 4010 */
  readonly port?: number
  /** @default '127.0.0.1' */
  readonly host?: string
  /**
   * How long `close()` goes on answering, in milliseconds, while `/readyz` says no and answers end their connections, so
   * that a balancer can send elsewhere before the listener is gone. @default 0
   */
  readonly drainPeriod?: number
  /** How long answers in progress may take after that, in milliseconds. @default 10000 */
  readonly gracePeriod?: number
}
