import type { JsonValue } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { isValid } from '../evaluate.ts'
import { openMembers } from '../open-members.ts'
import { asText } from '../text/readings.ts'

/**
 * Whether a value meets all narrower schemas and not all wider ones, also when members are passed over that the
 * narrower ones leave open and the wider ones name.
 */
export function separates(
  narrower: readonly SchemaModel[],
  wider: readonly SchemaModel[],
  value: JsonValue,
  isText: boolean,
): boolean {
  if (!narrower.every((schema) => isValid(schema, value))) return false
  const sent = isText ? asText(value) : value
  if (wider.every((schema) => isValid(schema, sent, { isText }))) return false
  const passOver = openMembers(narrower, sent, { isText })
  return !wider.every((schema) => isValid(schema, sent, { isText, passOver }))
}
