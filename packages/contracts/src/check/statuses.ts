import type { ReachedOperation } from '@concordat/compare'
import type { OperationModel, ResponseModel } from '@concordat/model'
import { findResponse } from '@concordat/wire'
import type { InteractionGroup } from './group-interactions.ts'

/** A status, and what the document says of it. */
export interface DocumentedStatus {
  readonly status: string
  readonly response: ResponseModel
}

/** What a status can be, as Pact calls it. @see https://github.com/pact-foundation/pact-specification/tree/version-4 */
const classes: Readonly<Record<string, readonly [from: number, to: number]>> = {
  info: [100, 199],
  success: [200, 299],
  redirect: [300, 399],
  clientError: [400, 499],
  serverError: [500, 599],
  nonError: [100, 399],
  error: [400, 599],
}

/** The documented answers that a group is about: of its status, or of all that its rule takes. */
export function statusesOf(
  operation: OperationModel,
  group: Pick<InteractionGroup, 'interactions' | 'status'>,
): readonly DocumentedStatus[] {
  const responses = byStatus(operation)
  const exact = (status: number): readonly DocumentedStatus[] => {
    const response = findResponse(responses, status)?.response
    return response ? [{ status: String(status), response }] : []
  }
  const [matcher] = group.interactions[0]?.response.rules.status?.matchers ?? []
  if (matcher?.match !== 'statusCode') return exact(group.status)
  if (typeof matcher.status !== 'string') return matcher.status.flatMap(exact)
  const [from, to] = classes[matcher.status] ?? [group.status, group.status]
  const named = operation.responses.filter(({ status }) => {
    const first = Number(status.replaceAll(/x/gi, '0'))
    return first >= from && first <= to
  })
  if (named.length === 0) return exact(group.status)
  return named.map((response) => ({ status: response.status, response }))
}

/** The statuses of an operation, as the document names them, that no interaction is about. */
export function statusesNotCovered(
  operation: OperationModel,
  groups: readonly InteractionGroup[],
): readonly string[] {
  const met = new Set(
    groups.flatMap((group) => statusesOf(operation, group).map(({ response }) => response.status)),
  )
  return operation.responses.map(({ status }) => status).filter((status) => !met.has(status))
}

/** An operation as findings name it. */
export function reached({ method, path, operationId }: OperationModel): ReachedOperation {
  return { method: method.toUpperCase(), path, operationId, kind: 'operation' }
}

function byStatus({ responses }: OperationModel): Readonly<Record<string, ResponseModel>> {
  return Object.fromEntries(
    responses.map((response) => {
      const { status } = response
      return [status.toLowerCase() === 'default' ? 'default' : status.toUpperCase(), response]
    }),
  )
}
