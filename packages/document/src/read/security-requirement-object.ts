import { isJsonObject } from '@concordat/core'
import type { SecurityRequirementModel } from '../model/api-model.ts'
import { member, type ObjectNode, type ReadContext, strings } from './read-context.ts'

/**
 * Reads the alternatives of a `security` member; `undefined` when there is none.
 * @see {@link https://spec.openapis.org/oas/v3.1.1#security-requirement-object | Security Requirement Object}
 */
export function readSecurity(
  owner: ObjectNode,
  schemes: ReadonlySet<string>,
  context: ReadContext,
): SecurityRequirementModel[] | undefined {
  const list = member(owner.value, 'security')
  if (!Array.isArray(list)) return undefined
  return list.flatMap((item: unknown, index) => {
    if (!isJsonObject(item)) return []
    const unknown = Object.keys(item).filter((scheme) => !schemes.has(scheme))
    for (const scheme of unknown) {
      context.report({
        id: 'security-scheme-unknown',
        message: `The security scheme \`${scheme}\` is not one of \`components/securitySchemes\`.`,
        pointer: `${owner.pointer}/security/${index}`,
      })
    }
    return [Object.entries(item).map(([scheme, scopes]) => ({ scheme, scopes: strings(scopes) }))]
  })
}
