import {
  isJsonObject,
  type JsonObject,
  type JsonPointer,
  type JsonSchema,
  type JsonValue,
  valueAt,
} from '@concordat/core'
import type { MakeContext } from './make-context.ts'
import { flattenSchema } from './merge-schema.ts'
import { asSchema, referencePointer, typesOf } from './resolve-schema.ts'

/** Values of every type, one of which another schema may not accept. */
const others: readonly JsonValue[] = ['text', -1.5, true, [], {}, null]

/**
 * Makes an object that one branch of `oneOf` accepts one that the other branches refuse, where they leave all properties
 * to choice: it then holds a property that only another branch knows, with a value that is none there.
 */
export function exclusiveValue(
  value: JsonObject,
  { chosen, branches }: { readonly chosen: number; readonly branches: readonly JsonValue[] },
  place: JsonPointer,
  context: MakeContext,
): JsonObject {
  const own = propertiesOf(branches[chosen], context)
  let result = value
  for (const [index, branch] of branches.entries()) {
    if (index === chosen) continue
    const pointer = judgedPlace(branch, `${place}/${index}`, context)
    const accepts = (candidate: JsonValue): boolean =>
      pointer !== undefined && context.judge.accepts(pointer, candidate, context.direction)
    if (!accepts(result)) continue
    for (const name of Object.keys(propertiesOf(branch, context))) {
      if (Object.hasOwn(own, name) || Object.hasOwn(result, name)) continue
      const spoiled = others
        .map((other): JsonObject => ({ ...result, [name]: other }))
        .find((candidate) => !accepts(candidate))
      if (spoiled === undefined) continue
      result = spoiled
      break
    }
  }
  return result
}

/** Where the judge finds a branch; `undefined` when it was put together and stands nowhere. */
function judgedPlace(
  branch: JsonValue | undefined,
  place: JsonPointer,
  { document }: MakeContext,
): JsonPointer | undefined {
  const reference = isJsonObject(branch) ? branch.$ref : undefined
  if (typeof reference === 'string') return referencePointer(reference)
  return valueAt(document, place) === branch ? place : undefined
}

function propertiesOf(branch: JsonValue | undefined, { document }: MakeContext): JsonObject {
  const placed: JsonSchema | undefined = asSchema(branch)
  if (placed === undefined) return {}
  const { schema } = flattenSchema(document, { schema: placed, pointer: '' })
  if (!isJsonObject(schema) || !isJsonObject(schema.properties)) return {}
  const types = typesOf(schema)
  return types.length === 0 || types.includes('object') ? schema.properties : {}
}
