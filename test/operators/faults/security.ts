import type { Operation } from '../api/api.ts'
import { type Ask, type Reply, reply, withHeader } from '../api/message.ts'
import { refuse } from '../server/answer.ts'
import { type Caller, callerOf, secretOf } from '../server/credentials.ts'
import type { Operator, Seen } from './operator.ts'

const isGuarded = ({ model }: Operation): boolean =>
  model.security.length > 0 && model.security.every((one) => one.length > 0)

/** The request as the owner of the right credentials would send it. */
export function asCaller({ api, model }: Operation, ask: Ask, caller: Caller): Ask {
  const headers = new Headers(ask.headers)
  let { target } = ask
  for (const { scheme: name } of model.security[0] ?? []) {
    const scheme = api.model.securitySchemes.find((one) => one.name === name)?.scheme
    const secret = secretOf(name, caller)
    if (scheme === undefined || scheme.type === 'mutualTLS') continue
    if (scheme.type === 'apiKey' && scheme.in === 'query') {
      const [path = '', query] = target.split('?')
      const pairs = new URLSearchParams(query)
      pairs.set(scheme.name, secret)
      target = `${path}?${pairs}`
    } else if (scheme.type === 'apiKey' && scheme.in === 'cookie') {
      headers.append('Cookie', `${scheme.name}=${secret}`)
    } else if (scheme.type === 'apiKey') headers.set(scheme.name, secret)
    else {
      const isBasic = scheme.type === 'http' && scheme.scheme === 'basic'
      headers.set(
        'Authorization',
        isBasic ? `Basic ${btoa(`${caller}:${secret}`)}` : `Bearer ${secret}`,
      )
    }
  }
  return { ...ask, target, headers }
}

/** Whether a request carries something in the places of the operation's credentials. */
function carriesAnything({ api, model }: Operation, ask: Ask): boolean {
  return model.security.flat().some(({ scheme: name }) => {
    const scheme = api.model.securitySchemes.find((one) => one.name === name)?.scheme
    if (scheme?.type !== 'apiKey')
      return (ask.headers.get('Authorization') ?? '').trim().includes(' ')
    const query = new URLSearchParams(ask.target.split('?')[1])
    if (scheme.in === 'query') return (query.get(scheme.name) ?? '') !== ''
    return scheme.in === 'cookie'
      ? new RegExp(`${scheme.name.replace(/\W/g, '.')}=[^;]`).test(ask.headers.get('Cookie') ?? '')
      : (ask.headers.get(scheme.name) ?? '') !== ''
  })
}

function guarded(
  id: string,
  title: string,
  checks: readonly string[],
  fault: {
    readonly before?: (
      seen: Seen,
      operation: Operation,
    ) => Ask | Reply | undefined | Promise<Ask | Reply | undefined>
    readonly after?: (answer: Reply, operation: Operation, seen: Seen) => Reply | undefined
  },
  isHere: (operation: Operation) => boolean = () => true,
): Operator {
  const { after, before } = fault
  return {
    id,
    title,
    checks,
    family: 'security',
    sites: (operation) =>
      isGuarded(operation) && isHere(operation)
        ? [
            {
              place: operation.model.security.flat()[0]?.scheme ?? '',
              fault: {
                ...(before ? { before: (seen) => before(seen, operation) } : {}),
                ...(after
                  ? { after: ({ answer, ...seen }) => after(answer, operation, seen) }
                  : {}),
              },
            },
          ]
        : [],
  }
}

const isSafe = (ask: Ask): boolean => ['GET', 'HEAD', 'OPTIONS'].includes(ask.method)

export const securityOperators: readonly Operator[] = [
  guarded(
    'credential-not-asked',
    'no credential is asked for',
    ['security-not-enforced', 'wrong-credential-accepted'],
    {
      before: ({ ask }, operation) =>
        callerOf(operation, ask) ? undefined : asCaller(operation, ask, 'first'),
    },
  ),
  guarded(
    'any-credential-taken',
    'any credential is taken',
    ['wrong-credential-accepted', 'security-not-enforced'],
    {
      before: ({ ask }, operation) =>
        !callerOf(operation, ask) && carriesAnything(operation, ask)
          ? asCaller(operation, ask, 'first')
          : undefined,
    },
  ),
  guarded(
    'missing-credential-as-unknown',
    'a request without a credential is answered as a conflict',
    [
      'missing-credential-wrong-status',
      'response-status-undocumented',
      'security-after-validation',
    ],
    {
      after: (answer) =>
        answer.status === 401
          ? withHeader({ ...answer, status: 409 }, 'WWW-Authenticate', undefined)
          : undefined,
    },
  ),
  guarded(
    'request-judged-before-caller',
    'strangers are told what is wrong with a request',
    ['security-after-validation', 'missing-credential-wrong-status'],
    {
      async before({ ask, serve }, operation) {
        if (callerOf(operation, ask)) return undefined
        const inside = await serve(asCaller(operation, ask, 'first'))
        return [400, 415, 422].includes(inside.status) ? inside : undefined
      },
    },
    ({ json, model }) => json !== undefined || model.parameters.some((one) => one.in !== 'path'),
  ),
  guarded(
    'stranger-told-what-is-there',
    'strangers are told which things exist',
    ['security-after-validation', 'missing-credential-wrong-status'],
    {
      async before({ ask, serve }, operation) {
        if (callerOf(operation, ask) || !isSafe(ask)) return undefined
        const inside = await serve(asCaller(operation, ask, 'first'))
        return inside.status === 404 ? inside : undefined
      },
    },
    ({ method, path }) => method === 'GET' && path.endsWith('}'),
  ),
  guarded(
    'refused-and-done',
    'a request without a credential is refused and carried out',
    ['refused-request-took-effect'],
    {
      async before({ ask, serve }, operation) {
        if (callerOf(operation, ask)) return undefined
        const inside = await serve(asCaller(operation, ask, 'first'))
        return inside.status < 300 ? refuse(operation, 401, 403) : undefined
      },
    },
    ({ method, path }) => path.endsWith('}') && ['PUT', 'PATCH', 'DELETE'].includes(method),
  ),
  guarded(
    'other-caller-served',
    "another caller's thing is served",
    ['other-caller-served', 'refused-request-took-effect'],
    {
      async before({ ask, serve }, operation) {
        if (callerOf(operation, ask) !== 'second') return undefined
        return (await serve(ask)).status === 404 ? asCaller(operation, ask, 'first') : undefined
      },
    },
    ({ path }) => path.endsWith('}'),
  ),
  guarded(
    'other-callers-listed',
    "another caller's things are listed",
    ['other-caller-served'],
    {
      before: ({ ask }, operation) =>
        callerOf(operation, ask) === 'second' ? asCaller(operation, ask, 'first') : undefined,
    },
    ({ method, path }) => method === 'GET' && !path.endsWith('}'),
  ),
  guarded('secret-shown', "an answer shows the caller's secret", ['secret-leaked'], {
    after(answer, operation, { ask }) {
      const caller = callerOf(operation, ask)
      const [scheme] = operation.model.security[0] ?? []
      if (caller === undefined || scheme === undefined || answer.status >= 300) return undefined
      return withHeader(answer, 'X-Debug', secretOf(scheme.scheme, caller))
    },
  }),
]

/** A server that is broken at one operation, whoever asks. */
export const brokenOperators: readonly Operator[] = [
  {
    id: 'never-answers-well',
    title: 'every second good request is refused',
    checks: [
      'valid-request-refused',
      'server-error',
      'safe-calls-differ',
      'response-status-undocumented',
    ],
    family: 'protocol',
    sites: () => [
      {
        place: 'every second',
        fault: {
          after({ answer, memory }) {
            if (answer.status >= 300) return undefined
            const count = Number(memory.get('count') ?? 0) + 1
            memory.set('count', count)
            return count > 3 && count % 2 === 0 ? reply(503) : undefined
          },
        },
      },
    ],
  },
]
