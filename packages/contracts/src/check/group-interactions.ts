import { canonicalText, type JsonSchema, type JsonValue } from '@concordat/core'
import { parseMediaType } from '@concordat/wire'
import type { Interaction, PactBody } from '../pact/pact.ts'
import { projectBody } from '../projection/project-body.ts'

/** Interactions with one operation, kind of request, status and media type: together they say what is taken. */
export interface InteractionGroup {
  readonly interactions: readonly Interaction[]
  readonly status: Interaction['response']['status']
  /** Absent where no interaction of the group has a body. */
  readonly body?: PactBody
}

/** Groups interactions of one operation. */
export function groupInteractions(
  interactions: readonly Interaction[],
): readonly InteractionGroup[] {
  const groups = new Map<string, Interaction[]>()
  for (const interaction of interactions) {
    const key = canonicalText(kindOf(interaction))
    groups.set(key, [...(groups.get(key) ?? []), interaction])
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const { status, body } = first.response
    return [{ interactions: group, status, ...(body && { body }) }]
  })
}

/**
 * What the consumer accepts as the body of one kind of answer: another state may give another answer, so either is
 * taken; what was asked twice in one state has to be right both times.
 */
export function acceptedBody({ interactions }: InteractionGroup): JsonSchema {
  const bySituation = new Map<string, JsonSchema[]>()
  for (const interaction of interactions) {
    const { body, rules } = interaction.response
    if (body === undefined || body.content.kind === 'bytes') continue
    const value = body.content.kind === 'json' ? body.content.value : body.content.text
    const key = canonicalText(situationOf(interaction))
    const known = bySituation.get(key) ?? []
    bySituation.set(key, [...known, projectBody(value, rules.body)])
  }
  const choices = [...bySituation.values()].map((schemas) => joined('allOf', schemas))
  return joined('anyOf', choices)
}

function joined(keyword: 'allOf' | 'anyOf', schemas: readonly JsonSchema[]): JsonSchema {
  const distinct = [...new Map(schemas.map((one) => [JSON.stringify(one), one])).values()]
  const [first = true, ...others] = distinct
  return others.length === 0 ? first : { [keyword]: distinct }
}

/** A request in one state of the provider. */
function situationOf({ request, states }: Interaction): JsonValue {
  const { method, path, query, headers, body } = request
  return [
    method,
    path,
    sorted(query),
    sorted(headers),
    body ? { ...body.content } : null,
    states.map(({ name, params }) => ({ name, params })),
  ]
}

/** Which parameters, members and media types a request has, never their values, and what kind of answer it gets. */
function kindOf({ request, response }: Interaction): JsonValue {
  const content = request.body?.content
  return {
    query: sorted(request.query).map(([name]) => name),
    headers: sorted(request.headers).map(([name]) => name.toLowerCase()),
    requestType: essence(request.body),
    members: content?.kind === 'json' ? [...new Set(placesOf(content.value))].sort() : [],
    status: response.status,
    statuses: statusRule(response),
    answerType: essence(response.body),
  }
}

function statusRule({ rules }: Interaction['response']): JsonValue {
  const [matcher] = rules.status?.matchers ?? []
  return matcher?.match === 'statusCode' ? [matcher.status].flat() : null
}

function essence(body: PactBody | undefined): string | null {
  if (!body) return null
  return parseMediaType(body.mediaType ?? '')?.essence ?? ''
}

type Fields = readonly (readonly [string, readonly string[]])[]

function sorted(fields: Fields): Fields {
  return [...fields].sort(([left], [right]) => (left < right ? -1 : 1))
}

function placesOf(value: JsonValue, around = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => placesOf(item, `${around}/*`))
  if (value === null || typeof value !== 'object') return [around]
  return Object.entries(value).flatMap(([name, member]) => [
    `${around}/${name}`,
    ...placesOf(member, `${around}/${name}`),
  ])
}
