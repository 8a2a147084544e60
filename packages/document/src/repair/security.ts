import { type JsonPointer, joinPointer } from '@concordat/core'
import { resolveInternal } from '@concordat/model'
import { type Draft, ensureObject, isDraft, own, setMember } from '../bundle/draft.ts'
import type { DraftOperation } from './each-operation.ts'
import type { RepairContext } from './repair-context.ts'

/**
 * Declares every security scheme that is required but not declared. It is read as a bearer token: to leave the
 * requirement out would open what its author meant to close.
 */
export function declareSecuritySchemes(
  document: Draft,
  operations: readonly DraftOperation[],
  context: RepairContext,
) {
  const owners: [Draft, JsonPointer][] = [[document, '']]
  for (const { operation, pointer } of operations) owners.push([operation, pointer])
  for (const [owner, pointer] of owners) {
    for (const [index, requirement] of readAlternatives(owner, pointer, context).entries()) {
      for (const name of Object.keys(requirement)) {
        declare(document, name, joinPointer(pointer, 'security', index, name), context)
      }
    }
  }
}

function readAlternatives(owner: Draft, pointer: JsonPointer, context: RepairContext): Draft[] {
  const security = own(owner, 'security')
  if (security === undefined) return []
  if (Array.isArray(security) && security.every(isDraft)) return security
  const place = joinPointer(pointer, 'security')
  if (isDraft(security)) {
    context.report({
      id: 'security-not-a-list',
      message: '`security` is an object; it was read as a list of this one alternative.',
      pointer: place,
    })
    owner.security = [security]
    return [security]
  }
  context.report({
    id: 'security-malformed',
    message: '`security` is not a list of objects; it is left out.',
    pointer: place,
  })
  delete owner.security
  return []
}

function declare(document: Draft, name: string, pointer: JsonPointer, context: RepairContext) {
  const schemes = ensureObject(ensureObject(document, 'components'), 'securitySchemes')
  const declared = resolveInternal(document, own(schemes, name), '')
  if (isDraft(declared?.value)) return
  context.report({
    id: 'security-scheme-undeclared',
    message: `The security scheme \`${name}\` is not declared; it is read as a bearer token. Declare it under \`components/securitySchemes\`.`,
    pointer,
  })
  setMember(schemes, name, { type: 'http', scheme: 'bearer' })
}
