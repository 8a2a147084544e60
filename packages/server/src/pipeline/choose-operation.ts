import type { ReadBytes } from '../body/body-bytes.ts'
import { framingOf } from '../body/body-framing.ts'
import { type BodyResult, readBody } from '../body/read-body.ts'
import { readBytes } from '../body/read-bytes.ts'
import { isPromise, type MaybePromise } from '../maybe-promise.ts'
import type { Exchange, OperationExchange } from './exchange.ts'
import { judgeBody } from './judge-body.ts'
import type { PreparedOperation } from './prepare-operation.ts'
import { readParameters } from './read-parameters.ts'

/**
 * Finds the operation that a request is meant for, where several have its method and its path: of those that take what
 * it says the one that demands most. Where none does, the first tells why.
 */
export function chooseOperation(
  candidates: readonly [PreparedOperation, ...PreparedOperation[]],
  exchange: Exchange & { readonly values: readonly string[] },
): MaybePromise<OperationExchange> {
  const [first] = candidates
  const choose = (bytes?: ReadBytes): OperationExchange => {
    const given = bytes === undefined ? {} : { bytes }
    const found = [...candidates]
      .sort(byDemand)
      .find((operation) => takes({ ...exchange, ...given, operation }))
    return { ...exchange, ...given, operation: found ?? first }
  }
  const bodies = candidates.flatMap(({ body }) => body ?? [])
  const { present, length } = framingOf(exchange.request, exchange.context)
  if (!present || bodies.length === 0) return choose()
  const limit = Math.max(...bodies.map((body) => body.limit))
  return readBytes(exchange.context, length, limit, choose)
}

function byDemand(left: PreparedOperation, right: PreparedOperation): number {
  return demandsOf(right) - demandsOf(left)
}

function demandsOf({ descriptor }: PreparedOperation): number {
  return (descriptor.parameters ?? []).filter(({ required }) => required).length
}

function takes(exchange: OperationExchange): boolean {
  const { operation, context, bytes } = exchange
  if (readParameters(operation, exchange).issues.length > 0) return false
  if (!operation.body) return true
  const body: MaybePromise<BodyResult> = readBody(operation.body, context, bytes)
  // With its bytes at hand a body is read at once.
  if (isPromise(body) || body.kind === 'problem') return false
  return judgeBody(operation, body).issues.length === 0
}
