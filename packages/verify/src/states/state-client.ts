import { ConcordatError, isJsonObject, type JsonValue } from '@concordat/core'
import { createHttpTransport } from '../transport/http-transport.ts'
import type { WireRequest } from '../transport/wire-exchange.ts'
import type {
  ProviderStateDescription,
  ProviderStates,
  StateRequest,
  StateSetUp,
} from './provider-states.ts'

/**
 * Provider states behind a URL, Pact's way: `POST {action, state, params}` sets one up and tears it down, and the members of
 * the answer are values of the state; `GET` lists them.
 * @throws ConcordatError `E_STATES_UNREACHABLE` from its functions when the URL does not answer as such.
 */
export function statesAt(url: URL): ProviderStates {
  const transport = createHttpTransport(url)
  const ask = async (method: string, body?: object): Promise<unknown> => {
    const request: WireRequest = {
      method,
      target: url.pathname + url.search,
      headers: [
        ['Accept', 'application/json'],
        ...(body ? ([['Content-Type', 'application/json']] as const) : []),
      ],
      ...(body ? { body: new TextEncoder().encode(JSON.stringify(body)) } : {}),
    }
    const outcome = await transport.send(request, 15_000)
    const said =
      outcome.kind === 'failure'
        ? outcome.failure.message
        : `${method} answered ${outcome.response.status}`
    if (outcome.kind === 'failure' || outcome.response.status >= 300) {
      throw new ConcordatError(
        'E_STATES_UNREACHABLE',
        `The provider states at ${url.href} cannot be used: ${said}.`,
      )
    }
    const text = new TextDecoder().decode(outcome.response.body)
    try {
      return text === '' ? {} : JSON.parse(text)
    } catch {
      throw new ConcordatError(
        'E_STATES_UNREACHABLE',
        `The provider states at ${url.href} did not answer JSON.`,
      )
    }
  }
  return {
    async list() {
      const answer = await ask('GET')
      const list = Array.isArray(answer) ? answer : isJsonObject(answer) ? answer.states : undefined
      return Array.isArray(list) ? list.flatMap(readDescription) : []
    },
    async setUp(state, params) {
      return readSetUp(await ask('POST', { state, params, action: 'setup' }))
    },
    async tearDown(state, params) {
      await ask('POST', { state, params, action: 'teardown' })
    },
  }
}

function readDescription(value: unknown): ProviderStateDescription[] {
  if (typeof value === 'string') return [{ name: value }]
  if (!isJsonObject(value)) return []
  const name = value.name ?? value.state
  if (typeof name !== 'string') return []
  const enables = Array.isArray(value.enables)
    ? value.enables.flatMap((entry: unknown) => {
        if (!isJsonObject(entry) || typeof entry.operationId !== 'string') return []
        const { api, operationId, status } = entry
        if (typeof status !== 'number' && typeof status !== 'string') return []
        return [{ operationId, status, ...(typeof api === 'string' ? { api } : {}) }]
      })
    : undefined
  return [
    {
      name,
      ...(typeof value.api === 'string' ? { api: value.api } : {}),
      ...(enables ? { enables } : {}),
    },
  ]
}

function readSetUp(value: unknown): StateSetUp {
  if (!isJsonObject(value)) return {}
  const credentials = Object.fromEntries(
    Object.entries(isJsonObject(value.credentials) ? value.credentials : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  )
  // Pact's own providers answer the values themselves; what has a name of ours is told apart.
  const { credentials: _credentials, params: said, requests: _requests, ...others } = value
  const params: Record<string, JsonValue> = { ...others, ...(isJsonObject(said) ? said : {}) }
  const requests = Array.isArray(value.requests) ? value.requests.flatMap(readRequest) : undefined
  return { credentials, params, ...(requests ? { requests } : {}) }
}

function readRequest(value: unknown): StateRequest[] {
  if (!isJsonObject(value)) return []
  const { body, bodyBytes, headers, method, operationId, path, status } = value
  if (typeof operationId !== 'string' || typeof method !== 'string' || typeof path !== 'string')
    return []
  if (typeof status !== 'number' && typeof status !== 'string') return []
  const fields = Object.entries(isJsonObject(headers) ? headers : {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return [
    {
      operationId,
      status,
      method,
      path,
      headers: Object.fromEntries(fields),
      ...(typeof body === 'string' ? { body } : {}),
      ...(typeof bodyBytes === 'number' ? { bodyBytes } : {}),
    },
  ]
}
