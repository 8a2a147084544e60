import {
  isJsonEqual,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  splitPointer,
} from '@concordat/core'

/** What is left after a merge patch. @see {@link https://www.rfc-editor.org/rfc/rfc7396 | RFC 7396} */
export function mergePatch(target: JsonValue, patch: JsonValue): JsonValue {
  if (!isJsonObject(patch)) return patch
  const result: Record<string, JsonValue> = isJsonObject(target) ? { ...target } : {}
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name]
    else result[name] = mergePatch(result[name] ?? null, value)
  }
  return result
}

/** A member for a member: `null` is a value. What a patch in plain JSON means. */
export function plainPatch(target: JsonObject, patch: JsonObject): JsonObject {
  return { ...target, ...patch }
}

/**
 * What is left after a JSON patch; `undefined` where one of its operations cannot be done.
 * @see {@link https://www.rfc-editor.org/rfc/rfc6902 | RFC 6902}
 */
export function jsonPatch(
  target: JsonValue,
  operations: readonly JsonValue[],
): JsonValue | undefined {
  let result: JsonValue | undefined = target
  for (const operation of operations) {
    if (!isJsonObject(operation) || result === undefined) return undefined
    result = applied(result, operation)
  }
  return result
}

function applied(target: JsonValue, operation: JsonObject): JsonValue | undefined {
  const { op, path, from, value = null } = operation
  if (typeof path !== 'string') return undefined
  const tokens = splitPointer(path)
  const source = typeof from === 'string' ? splitPointer(from) : []
  switch (op) {
    case 'add':
      return edited(target, tokens, () => value, true)
    case 'replace':
      return at(target, tokens) === undefined
        ? undefined
        : edited(target, tokens, () => value, false)
    case 'remove':
      return at(target, tokens) === undefined
        ? undefined
        : edited(target, tokens, () => undefined, false)
    case 'test':
      return isJsonEqual(at(target, tokens), value) ? target : undefined
    case 'copy':
    case 'move': {
      const moved = at(target, source)
      if (moved === undefined) return undefined
      const left = op === 'move' ? edited(target, source, () => undefined, false) : target
      return left === undefined ? undefined : edited(left, tokens, () => moved, true)
    }
    default:
      return undefined
  }
}

function at(value: JsonValue, tokens: readonly string[]): JsonValue | undefined {
  let node: JsonValue | undefined = value
  for (const token of tokens) {
    if (Array.isArray(node)) node = node[Number(token)]
    else node = isJsonObject(node) && Object.hasOwn(node, token) ? node[token] : undefined
  }
  return node
}

function edited(
  value: JsonValue,
  [token, ...rest]: readonly string[],
  change: () => JsonValue | undefined,
  inserts: boolean,
): JsonValue | undefined {
  if (token === undefined) return change()
  if (Array.isArray(value)) {
    const list: JsonValue[] = [...value]
    const index = token === '-' ? list.length : Number(token)
    if (!Number.isInteger(index) || index < 0 || index > list.length) return undefined
    if (rest.length > 0) {
      const inner = edited(list[index] ?? null, rest, change, inserts)
      if (inner === undefined) return undefined
      list[index] = inner
      return list
    }
    const made = change()
    if (made === undefined) list.splice(index, 1)
    else list.splice(index, inserts ? 0 : 1, made)
    return list
  }
  if (!isJsonObject(value)) return undefined
  if (rest.length > 0 && !Object.hasOwn(value, token)) return undefined
  const made = rest.length > 0 ? edited(value[token] ?? null, rest, change, inserts) : change()
  const { [token]: _, ...others } = value
  return made === undefined ? (rest.length > 0 ? undefined : others) : { ...value, [token]: made }
}
