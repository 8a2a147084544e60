import type { WireRequest, WireResponse } from './wire-exchange.ts'

/** Functions called around each request, for what a configuration cannot say. */
export interface VerifyHooks {
  /** May change the request, for example to sign it. */
  readonly before?: (
    request: WireRequest,
    operationId: string,
  ) => WireRequest | Promise<WireRequest>
  readonly after?: (
    request: WireRequest,
    response: WireResponse,
    operationId: string,
  ) => void | Promise<void>
}
