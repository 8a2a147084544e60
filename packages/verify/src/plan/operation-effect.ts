import type { ApiPlan, OperationPlan } from './operation-plan.ts'
import { findResources } from './resource.ts'

/**
 * What carrying out an operation may do to what is there, as far as the structure of the document tells:
 * - `reads`: nothing. @see RFC 9110, 9.2.1
 * - `adds`: something new comes to be; nothing that was there before is changed.
 * - `changes`: what its path names, or anything else, may be changed or deleted.
 */
export type Effect = 'reads' | 'adds' | 'changes'

const reading = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'QUERY'])

/** Whether a method promises to change nothing. */
export function isReadingMethod(method: string): boolean {
  return reading.has(method)
}

/** Reads the effect of every operation of a document. */
export function readEffects(api: ApiPlan): ReadonlyMap<OperationPlan, Effect> {
  const makers = new Set(
    [...findResources({ ...api, operations: api.documented }).values()].map(({ create }) => create),
  )
  return new Map(
    api.documented.map((operation) => {
      if (isReadingMethod(operation.method)) return [operation, 'reads']
      const adds = operation.method === 'POST' && (makers.has(operation) || isAddition(operation))
      return [operation, adds ? 'adds' : 'changes']
    }),
  )
}

/**
 * A POST that no path of its things speaks for. One that names 201 and does not stand on a thing adds; so does one that
 * stands alone and takes or answers something (a message, a login, a calculation). What stands below a collection
 * (`POST /orders/clear`) and what neither takes nor answers anything can only act on what is there.
 */
function isAddition(operation: OperationPlan): boolean {
  const { api, model, path } = operation
  const names201 = model.responses.some(({ status }) => status === '201')
  const isListed = (api.paths.get(path) ?? []).some(({ method }) => method === 'GET')
  if (path.includes('{')) return names201 && isListed
  if (names201) return true
  const above = path.slice(0, path.lastIndexOf('/'))
  if (above !== '' && api.paths.has(above)) return false
  const answers = model.responses.some(
    ({ status, content }) => status.startsWith('2') && content.length > 0,
  )
  return answers || operation.bodies.length > 0
}
