import { isJsonObject } from '@concordat/core'
import type { SecurityRequirementModel } from '../api-model.ts'
import { member, type ObjectNode, type ReadContext, strings } from './read-context.ts'

/**
 * Reads the alternatives of a `security` member; `undefined` when there is none.
 * @see {@link https://spec.openapis.org/oas/v3.1.1#security-requirement-object | Security Requirement Object}
 */
export function readSecurity(
  owner: ObjectNode,
  _schemes: ReadonlySet<string>,
  _context: ReadContext,
): SecurityRequirementModel[] | undefined {
  const list = member(owner.value, 'security')
  if (!Array.isArray(list)) return undefined
  return list.flatMap((item: unknown) => {
    if (!isJsonObject(item)) return []
    return [Object.entries(item).map(([scheme, scopes]) => ({ scheme, scopes: strings(scopes) }))]
  })
}
