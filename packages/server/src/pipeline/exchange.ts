import type { Context } from 'hono'
import type { ReadBytes } from '../body/body-bytes.ts'
import type { RequestTarget } from '../routing/request-target.ts'
import type { PreparedOperation } from './prepare-operation.ts'

/** One request on its way through the server. */
export interface Exchange {
  readonly context: Context
  readonly request: Request
  readonly target: RequestTarget
  /** Absent while, or because, none was found. */
  readonly operation?: PreparedOperation | undefined
}

/** A request that has found its operation. */
export interface OperationExchange extends Exchange {
  readonly operation: PreparedOperation
  /** Raw texts of the path's variables, in the template's order. */
  readonly values: readonly string[]
  /** The body, where it had to be read to find the operation. */
  readonly bytes?: ReadBytes
}
