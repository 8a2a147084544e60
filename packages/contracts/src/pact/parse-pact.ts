import { ConcordatError, isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import { FilePlace } from './file-place.ts'
import type {
  Interaction,
  NotReadInteraction,
  Pact,
  PactFields,
  PactRequest,
  PactState,
  StateGenerator,
} from './pact.ts'
import { parseBody } from './parse-body.ts'
import { parseResponseRules } from './parse-rules.ts'
import { parseRulePath } from './rule-path.ts'

/**
 * Reads a Pact file of version 2, 3 or 4, as the writers for JavaScript, the JVM, Python, Ruby and others make it. What
 * is not known is passed over, as the specification asks; interactions other than HTTP are named in `notRead`.
 *
 * @param text The file's text.
 * @param location Path or URL, for messages.
 * @throws ConcordatError `E_PACT_INVALID`, with file and JSON pointer.
 *
 * @example
 * ```ts
 * import { parsePact } from '@concordat/contracts'
 * const text = JSON.stringify({
 *   consumer: { name: 'shop' },
 *   provider: { name: 'orders' },
 *   interactions: [],
 *   metadata: { pactSpecification: { version: '4.0' } },
 * })
 * parsePact(text, 'shop-orders.json').specification // 'V4'
 * ```
 * @see {@link https://github.com/pact-foundation/pact-specification/tree/version-4 | Pact specification, version 4}
 */
export function parsePact(text: string, location: string): Pact {
  const root = new FilePlace(location, '', parseJson(text, location))
  root.object()
  const specification = specificationOf(root)
  const interactions: Interaction[] = []
  const notRead: NotReadInteraction[] = []
  const listed = root.member('interactions')
  const messages = root.member('messages')
  if (!listed.isThere && !messages.isThere) listed.fail('a list of interactions')
  for (const place of listed.items()) {
    const type = place.member('type')
    if (!type.isThere || type.text() === 'Synchronous/HTTP') {
      interactions.push(parseInteraction(place, specification))
    } else notRead.push(notReadOf(place, type.text()))
  }
  for (const place of messages.items()) notRead.push(notReadOf(place, 'message'))
  return {
    location,
    consumer: root.member('consumer').member('name').text(),
    provider: root.member('provider').member('name').text(),
    specification,
    interactions,
    notRead,
  }
}

function parseJson(text: string, location: string): JsonValue {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as JsonValue
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ConcordatError('E_PACT_INVALID', `${location}: expected JSON: ${reason}.`, { cause })
  }
}

function specificationOf(root: FilePlace): Pact['specification'] {
  const metadata = root.member('metadata')
  const place = metadata.firstOf('pactSpecification', 'pact-specification').member('version')
  const version = place.isThere ? place : metadata.member('pactSpecificationVersion')
  if (!version.isThere) return 'V2'
  const [major] = version.text().split('.')
  if (major === '4') return 'V4'
  if (major === '3') return 'V3'
  if (major === '1' || major === '2') return 'V2'
  return version.fail('a version from 1 to 4 of the Pact specification')
}

function notReadOf(place: FilePlace, type: string): NotReadInteraction {
  const description = place.member('description').value
  return {
    pointer: place.pointer,
    description: typeof description === 'string' ? description : '',
    type,
  }
}

function parseInteraction(place: FilePlace, specification: Pact['specification']): Interaction {
  const isVersion4 = specification === 'V4'
  const [request, response] = [place.member('request'), place.member('response')]
  request.object()
  response.object()
  const headers = parseFields(response.member('headers'))
  const body = parseBody(response.member('body'), headers, isVersion4)
  const status = response.member('status')
  const comments = place.member('comments').value
  return {
    pointer: place.pointer,
    description: place.member('description').text(),
    pending: place.member('pending').value === true,
    states: parseStates(place),
    request: parseRequest(request, isVersion4),
    response: {
      status: status.isThere ? status.count() : 200,
      headers,
      ...(body && { body }),
      rules: parseResponseRules(response.member('matchingRules')),
    },
    comments: isJsonObject(comments) ? comments : {},
  }
}

function parseRequest(place: FilePlace, isVersion4: boolean): PactRequest {
  const headers = parseFields(place.member('headers'))
  const body = parseBody(place.member('body'), headers, isVersion4)
  const query = place.member('query')
  return {
    method: place.member('method').text().toUpperCase(),
    path: place.member('path').text(),
    query: typeof query.value === 'string' ? parseQuery(query.value) : parseFields(query),
    headers,
    ...(body && { body }),
    generators: parseGenerators(place.member('generators')),
  }
}

/** Version 2 has the query as it is sent. */
function parseQuery(text: string): PactFields {
  const fields = new Map<string, string[]>()
  for (const [name, value] of new URLSearchParams(text)) {
    fields.set(name, [...(fields.get(name) ?? []), value])
  }
  return [...fields]
}

function parseFields(place: FilePlace): PactFields {
  return place.members().map(([name, written]) => {
    const { value } = written
    if (typeof value === 'string') return [name, [value]]
    if (typeof value === 'number' || typeof value === 'boolean') return [name, [String(value)]]
    return [name, written.items().map((item) => String(item.value ?? ''))]
  })
}

/** Version 2 names one state, the others a list; `provider_state` is how the first writers spelt it. */
function parseStates(place: FilePlace): readonly PactState[] {
  const single = place.firstOf('providerState', 'provider_state')
  const listed = place.member('providerStates')
  if (typeof single.value === 'string') return [{ name: single.value, params: {} }]
  return (listed.isThere ? listed : single).items().map((state) => {
    if (typeof state.value === 'string') return { name: state.value, params: {} }
    const params = state.member('params')
    return {
      name: state.member('name').text(),
      params: params.isThere && params.value !== null ? params.object() : {},
    }
  })
}

/** What provider states give; other generators make values that the file's examples stand for. */
function parseGenerators(place: FilePlace): readonly StateGenerator[] {
  return place.members().flatMap(([name, generators]): readonly StateGenerator[] => {
    const category = (['path', 'query', 'header', 'body'] as const).find((one) => one === name)
    if (!category) return []
    if (category === 'path') return stateGenerator(category, '$', generators)
    return generators
      .members()
      .flatMap(([expression, generator]) => stateGenerator(category, expression, generator))
  })
}

function stateGenerator(
  category: StateGenerator['category'],
  expression: string,
  place: FilePlace,
): readonly StateGenerator[] {
  const said: JsonObject = place.object()
  if (said.type !== 'ProviderState') return []
  const path = parseRulePath(expression) ?? [{ kind: 'name', name: expression }]
  return [{ category, place: path, expression: place.member('expression').text() }]
}
