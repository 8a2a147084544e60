import type { ApiModel, OperationModel } from '@concordat/model'
import { findRoute } from '../plan/find-route.ts'
import { planApi } from '../plan/operation-plan.ts'
import type { WireRequest } from '../transport/wire-exchange.ts'
import { judgeRequest } from './judge-request.ts'
import type { RequestVerdict } from './request-verdict.ts'

/** Which operation a request is for, and whether the document allows it. */
export interface JudgedRequest extends RequestVerdict {
  readonly operation: OperationModel
}

/** Judges requests by a document; `undefined` for one that is for no operation of it. */
export type RequestJudge = (request: WireRequest, basePath?: string) => JudgedRequest | undefined

/**
 * Makes the judge of the requests to a document's operations, as the bytes of each stand on the wire.
 *
 * @example
 * ```ts
 * import { createRequestJudge } from '@concordat/verify'
 * import type { ApiModel } from '@concordat/model'
 * declare const model: ApiModel
 * const judge = createRequestJudge(model)
 * judge({ method: 'GET', target: '/orders?limit=x', headers: [] })?.violations
 * ```
 */
export function createRequestJudge(model: ApiModel): RequestJudge {
  const api = planApi(model)
  return (request, basePath = '') => {
    const [path = ''] = request.target.split('?')
    if (!path.startsWith(basePath)) return undefined
    const operation = findRoute(api, request.method, path.slice(basePath.length))?.operation
    return (
      operation && { operation: operation.model, ...judgeRequest(operation, request, basePath) }
    )
  }
}
