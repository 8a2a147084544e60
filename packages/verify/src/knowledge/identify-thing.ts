import { isJsonObject, type JsonValue } from '@concordat/core'
import type { Identity } from '../credentials/identity.ts'
import type { Session } from '../engine/session.ts'
import { type Exchange, isSuccess, jsonOf } from '../exchange/exchange.ts'
import { pathParameters, type Resource } from '../plan/resource.ts'
import { emptyDraft } from '../request/draft.ts'
import { matchTemplate } from '../request/judge-request.ts'
import { flattenSchema } from '../schema/merge-schema.ts'
import { headerValue } from '../transport/wire-exchange.ts'
import { type IdHints, idAt, idCandidates } from './id-candidates.ts'
import { type Knowledge, type KnownThing, resourceOf } from './knowledge.ts'
import { readThing } from './read-thing.ts'
import { evaluate } from './run-time-expression.ts'

/** Learns from an answer what names the thing that it holds. */
export async function identify(
  session: Session,
  knowledge: Knowledge,
  {
    resource,
    exchange,
    parent,
    identity,
  }: {
    readonly resource: Resource
    readonly exchange: Exchange
    readonly parent: KnownThing | undefined
    readonly identity?: Identity | undefined
  },
): Promise<KnownThing | undefined> {
  const body = jsonOf(exchange)
  const above = parent?.values ?? []
  const learnt = knowledge.idPaths.get(resource.key)
  const located = locatedValues(session, resource, exchange)
  const linked = linkedValues(knowledge, resource, exchange)
  const hints = idHints(resource, [...linked, ...(located ?? []).slice(-1)])
  const candidates = idCandidates(resource, body, learnt, hints)
  const make = (path: readonly string[]): KnownThing | undefined => {
    const id = idAt(body, path)
    const inner = path
      .slice(0, -1)
      .reduce<unknown>((node, name) => (isJsonObject(node) ? node[name] : undefined), body)
    if (id === undefined) return undefined
    const item = isJsonObject(inner) ? { item: inner } : {}
    return { resource, values: [...above, id], created: true, ...item }
  }
  if (learnt !== undefined && candidates[0] !== undefined) return make(candidates[0])
  const away = located && {
    resource,
    values: located,
    created: true,
    ...(isJsonObject(body) ? { item: body } : {}),
  }
  const [first] = candidates
  const likeliest = (): KnownThing | undefined => {
    const isSaid = first !== undefined && hints.values.includes(String(idAt(body, first)))
    return (isSaid ? make(first) : away) ?? (first && make(first))
  }
  if (resource.read === undefined) return likeliest()
  const find = async (): Promise<KnownThing | undefined> => {
    for (const path of candidates.slice(0, 5)) {
      const thing = make(path)
      if (thing && (await exists(session, knowledge, thing, identity))) {
        knowledge.idPaths.set(resource.key, path)
        return thing
      }
    }
    return away && (await exists(session, knowledge, away, identity)) ? away : undefined
  }
  const found = await find()
  if (found) return found
  // A store may need a moment; whether this one does is asked twice, and not of everything that is made.
  const asked = knowledge.unread.get(resource.key) ?? 0
  knowledge.unread.set(resource.key, asked + 1)
  const late = asked < 2 ? await session.transport.withPauses(find) : undefined
  if (late) {
    knowledge.slow.add(resource.key)
    return late
  }
  // Nothing can be read back: the likeliest name stands, and the story of creation says that it cannot be read.
  return likeliest()
}

/** What the document and an answer's links say of the id of a thing of a kind. */
export function idHints(resource: Resource, values: readonly JsonValue[]): IdHints {
  const operation = resource.read ?? resource.remove ?? resource.updates[0]
  const name = operation && pathParameters(operation.path).at(-1)
  const schema = operation?.parameters.find(
    ({ model }) => model.in === 'path' && model.name === name,
  )?.model.schema
  const flat = schema && operation && flattenSchema(operation.api.document, schema).schema
  // Any text would fit most schemas; these tell ids from other texts.
  const tells =
    isJsonObject(flat) && [flat.pattern, flat.format, flat.enum].some((one) => one !== undefined)
  return {
    values: values.map(String),
    fits: (value) =>
      tells &&
      schema !== undefined &&
      operation?.api.judge.accepts(schema.pointer, value, 'request') === true,
  }
}

/** The id that documented links of an answer give the operations on a kind of thing. @see OpenAPI 3.1, 4.8.20 */
function linkedValues(knowledge: Knowledge, resource: Resource, exchange: Exchange): JsonValue[] {
  const links = exchange.answer?.documented?.links ?? []
  return links.flatMap(({ operationId, parameters }): JsonValue[] => {
    const target = exchange.operation.api.operations.find((one) => one.operationId === operationId)
    const name = target && pathParameters(target.path).at(-1)
    if (target === undefined || name === undefined || resourceOf(knowledge, target) !== resource)
      return []
    const expression = parameters[name] ?? parameters[`path.${name}`]
    const value = evaluate(expression, emptyDraft, exchange)
    return typeof value === 'string' || typeof value === 'number' ? [value] : []
  })
}

/** The path parameters in a Location header. */
export function locatedValues(
  session: Session,
  resource: Resource,
  exchange: Exchange,
): JsonValue[] | undefined {
  const location = exchange.answer && headerValue(exchange.answer.headers, 'location')
  if (location === undefined) return undefined
  let path: string
  try {
    path = new URL(location, 'http://location.invalid').pathname
  } catch {
    return undefined
  }
  const base = session.settings.basePath
  const template = resource.key.replace(/\{\}/g, () => '{x}')
  const count = pathParameters(template).length
  let index = 0
  const named = template.replace(/\{x\}/g, () => `{p${index++}}`)
  const values =
    matchTemplate(named, path.startsWith(base) ? path.slice(base.length) : path) ??
    matchTemplate(named, path)
  if (values === undefined) return undefined
  return Array.from({ length: count }, (_, at) => {
    const text = values[`p${at}`] ?? ''
    try {
      return decodeURIComponent(text)
    } catch {
      return text
    }
  })
}

async function exists(
  session: Session,
  knowledge: Knowledge,
  thing: KnownThing,
  identity: Identity | undefined,
): Promise<boolean> {
  const exchange = await readThing(session, knowledge, thing, { identity })
  return exchange !== undefined && isSuccess(exchange)
}
