import type { ApiPlan } from '../plan/operation-plan.ts'
import { matchTemplate } from '../request/judge-request.ts'
import type { VerifyHooks } from '../transport/verify-hooks.ts'
import type { Transport } from '../transport/wire-exchange.ts'

/** Calls the user's functions around each request. */
export function withHooks(
  transport: Transport,
  hooks: VerifyHooks | undefined,
  api: ApiPlan,
): Transport {
  if (hooks === undefined) return transport
  const nameOf = (method: string, target: string): string => {
    const path = target.split('?')[0] ?? target
    const found = api.operations.find(
      (operation) => operation.method === method && endsWith(operation.path, path),
    )
    return found?.operationId ?? ''
  }
  return {
    async send(request, timeout) {
      const operationId = nameOf(request.method, request.target)
      const changed = hooks.before ? await hooks.before(request, operationId) : request
      const outcome = await transport.send(changed, timeout)
      if (outcome.kind === 'response') await hooks.after?.(changed, outcome.response, operationId)
      return outcome
    },
    close: () => transport.close(),
  }
}

function endsWith(template: string, path: string): boolean {
  const segments = path.split('/')
  const count = template.split('/').length
  return matchTemplate(template, `/${segments.slice(-(count - 1)).join('/')}`) !== undefined
}
