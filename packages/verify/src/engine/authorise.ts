import {
  applyRequirement,
  chooseRequirement,
  type Identity,
  isAnonymousAllowed,
} from '../credentials/identity.ts'
import type { CredentialUse } from '../exchange/purpose.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import type { WireRequest } from '../transport/wire-exchange.ts'
import type { SendOptions, Session } from './session.ts'
import type { Settings } from './settings.ts'

export function addHeaders(request: WireRequest, settings: Settings): WireRequest {
  const own = new Set(request.headers.map(([name]) => name.toLowerCase()))
  const added = settings.headers.filter(([name]) => !own.has(name.toLowerCase()))
  return added.length === 0 ? request : { ...request, headers: [...request.headers, ...added] }
}

export function authorise(
  session: Session,
  operation: OperationPlan,
  request: WireRequest,
  { options, caller }: { readonly options: SendOptions; readonly caller: Identity | undefined },
): { readonly request: WireRequest; readonly use: CredentialUse } {
  if (options.credential) {
    return { request: options.credential.place(request), use: options.credential.use }
  }
  const identity = options.identity ?? caller ?? session.settings.identities[0]
  const requirement = identity && chooseRequirement(operation, identity)
  if (identity === undefined || requirement === undefined || requirement.length === 0) {
    if (isAnonymousAllowed(operation)) return { request, use: { kind: 'not-needed' } }
    const schemes = operation.model.security.flat().map(({ scheme }) => scheme)
    return { request, use: { kind: 'unavailable', schemes: [...new Set(schemes)] } }
  }
  return {
    request: applyRequirement(operation, request, requirement, identity),
    use: { kind: 'sufficient', identity: identity.name },
  }
}
