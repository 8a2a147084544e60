import { type Choose, isMap, type Json, type JsonMap, operationsOf } from '../rewrites/rewrites.ts'
import { operationOperators } from './operation-operators.ts'
import { follow } from './part-of-document.ts'
import { type Effect, schemaOperators } from './schema-operators.ts'

/** Two documents, of which it is known how the second changes the first. */
export interface FreshPair {
  readonly kind: string
  readonly old: JsonMap
  readonly next: JsonMap
  /** Whether requests or answers break. */
  readonly breaks: boolean
}

/** Makes a pair of a document by an operator of its own choice; nothing where the choice does not fit. */
export function pairOfDocument(document: JsonMap, choose: Choose): FreshPair | undefined {
  return choose(3) === 0 ? pairOfOperation(document, choose) : pairOfSchema(document, choose)
}

function pairOfOperation(document: JsonMap, choose: Choose): FreshPair | undefined {
  const [old, next] = [structuredClone(document), structuredClone(document)]
  const operator = operationOperators[choose(operationOperators.length)]
  const index = choose(operationsOf(old).length)
  const operation = operationsOf(next)[index]
  if (!operator || !operation || !operator.apply({ ...operation, document: next }, choose))
    return undefined
  const [first, second] = operator.isBackwards ? [next, old] : [old, next]
  return { kind: operator.name, old: first, next: second, breaks: operator.breaks }
}

function pairOfSchema(document: JsonMap, choose: Choose): FreshPair | undefined {
  const old = structuredClone(document)
  const place = somePlace(old, choose)
  if (!place) return undefined
  const operator = schemaOperators[choose(schemaOperators.length)]
  const changed = operator?.apply(place.schema, choose)
  if (!operator || !changed) return undefined
  const before = place.schema
  const isBackwards = operator.effect === 'more'
  place.put(isBackwards ? changed : before)
  const first = structuredClone(old)
  place.put(isBackwards ? before : changed)
  return {
    kind: `${place.direction}: ${operator.name}`,
    old: first,
    next: structuredClone(old),
    breaks: breaks(operator.effect, place.direction),
  }
}

function breaks(effect: Effect, direction: 'request' | 'response'): boolean {
  if (effect === 'other') return true
  return effect === (direction === 'request' ? 'fewer' : 'more')
}

interface Place {
  readonly direction: 'request' | 'response'
  readonly schema: JsonMap
  readonly put: (schema: JsonMap) => void
}

/**
 * A schema inside a JSON body of one operation. References on the way to it are replaced by what they lead to, so that a
 * change of it reaches one body of one operation, and only plain objects and lists are passed, so that it is reached.
 */
function somePlace(document: JsonMap, choose: Choose): Place | undefined {
  const { operation } = operationsOf(document)[choose(operationsOf(document).length)] ?? {}
  if (!operation) return undefined
  const direction = choose(2) === 0 ? 'request' : 'response'
  const holder =
    direction === 'request'
      ? inline(document, operation, 'requestBody')
      : someResponse(document, operation, choose)
  const content = holder?.content
  const entry = isMap(content) ? content['application/json'] : undefined
  // A body of several media types is allowed as long as one of them allows it only where its type is not sent along.
  if (!isMap(entry)) return undefined
  let at: { holder: JsonMap; key: string } = { holder: entry, key: 'schema' }
  for (let steps = choose(5); steps > 0; steps -= 1) {
    const schema = inline(document, at.holder, at.key)
    const below = schema && step(schema, choose)
    if (!below) break
    at = below
  }
  const schema = inline(document, at.holder, at.key)
  if (!schema || schema.readOnly || schema.writeOnly || 'default' in schema) return undefined
  return {
    direction,
    schema,
    put: (changed) => {
      at.holder[at.key] = changed
    },
  }
}

function someResponse(document: JsonMap, operation: JsonMap, choose: Choose): JsonMap | undefined {
  const responses = isMap(operation.responses) ? operation.responses : {}
  const statuses = Object.keys(responses).filter(
    (status) => /^[2-5]\d\d$/.test(status) && !['204', '205', '304'].includes(status),
  )
  const status = statuses[choose(Math.max(1, statuses.length))]
  return status === undefined ? undefined : inline(document, responses, status)
}

/** Where to go from a plain object or list: its members that both directions have, or its items. */
function step(schema: JsonMap, choose: Choose): { holder: JsonMap; key: string } | undefined {
  const others = [
    'allOf',
    'anyOf',
    'oneOf',
    'not',
    'if',
    'discriminator',
    'enum',
    'const',
    'maxItems',
    'maxProperties',
    'patternProperties',
    'unevaluatedProperties',
  ]
  if (others.some((key) => key in schema)) return undefined
  if (schema.type === 'array' && isMap(schema.items)) return { holder: schema, key: 'items' }
  const properties = schema.type === 'object' ? schema.properties : undefined
  if (!isMap(properties)) return undefined
  const names = Object.keys(properties)
  const name = names[choose(Math.max(1, names.length))]
  const value = name === undefined ? undefined : properties[name]
  if (name === undefined || (isMap(value) && (value.readOnly || value.writeOnly))) return undefined
  return { holder: properties, key: name }
}

/** Replaces a reference by a copy of what it leads to. */
function inline(document: JsonMap, holder: JsonMap, key: string): JsonMap | undefined {
  const found: Json | undefined = follow(document, holder[key])
  if (!isMap(found)) return undefined
  const copy = structuredClone(found)
  holder[key] = copy
  return copy
}
