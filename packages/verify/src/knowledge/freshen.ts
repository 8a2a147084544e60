import { isJsonObject, type JsonValue } from '@concordat/core'
import type { Session } from '../engine/session.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { flattenSchema } from '../schema/merge-schema.ts'
import { asSchema, type PlacedSchema, typesOf } from '../schema/resolve-schema.ts'
import { makeString, word } from '../schema/string-values.ts'
import { withMember } from '../schema/variation.ts'
import { isReferenceName } from '../schema/vary-value.ts'

/** The same body with new texts where texts are free, so that a server that wants unique names takes it again. */
export function freshen(
  session: Session,
  operation: OperationPlan,
  body: JsonValue | undefined,
  serial: number,
): JsonValue | undefined {
  const [plan] = operation.bodies
  const schema = plan?.model.schema
  if (!isJsonObject(body) || schema === undefined) return body
  const { judge } = session.api
  // What is wrong with the body on purpose stays wrong; nothing more may become so.
  const wrong = judge.accepts(schema.pointer, body, 'request')
    ? 0
    : judge.issues(schema.pointer, body, 'request').length
  let fresh: JsonValue = body
  for (const [name, text] of freshTexts(session, schema, body, serial)) {
    const changed = withMember(fresh, [name], text)
    if (changed === undefined) continue
    const isAsGood =
      judge.accepts(schema.pointer, changed, 'request') ||
      (wrong > 0 && judge.issues(schema.pointer, changed, 'request').length <= wrong)
    if (isAsGood) fresh = changed
  }
  return fresh
}

const ownCodes =
  /^(id|code|slug|sku|key|isbn|ean|number|handle|username|login|name|title|label|email)$/i

function freshTexts(
  session: Session,
  schema: PlacedSchema,
  body: { readonly [name: string]: JsonValue },
  serial: number,
): [string, string][] {
  const flat = flattenSchema(session.api.document, schema).schema
  const properties = isJsonObject(flat) && isJsonObject(flat.properties) ? flat.properties : {}
  const texts: [string, string][] = []
  for (const [name, value] of Object.entries(body)) {
    if (typeof value !== 'string') continue
    const own = asSchema(properties[name])
    const property =
      own === undefined
        ? undefined
        : flattenSchema(session.api.document, { schema: own, pointer: '' }).schema
    if (!isJsonObject(property) || !typesOf(property).includes('string')) continue
    if (property.enum !== undefined || property.const !== undefined) continue
    if (isReferenceName(name) && !ownCodes.test(name)) continue
    const random = session.random.fork(`fresh/${name}/${serial}`)
    if (property.pattern !== undefined) {
      if (ownCodes.test(name)) texts.push([name, makeString(property, random)])
    } else if (property.format === 'email') {
      texts.push([name, `${word(random, 10)}@example.com`])
    } else if (property.format === undefined) {
      const longest = typeof property.maxLength === 'number' ? property.maxLength : 60
      const shortest = typeof property.minLength === 'number' ? property.minLength : 0
      const mark = word(random, Math.max(shortest, Math.min(8, longest)))
      texts.push([
        name,
        longest >= 16
          ? `${value.slice(0, longest - 9).replace(/ [a-z]{8}$/, '')} ${mark}`.trim()
          : mark,
      ])
    }
  }
  return texts
}
