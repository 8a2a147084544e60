import { SyntaxProblem } from './syntax-tree.ts'

/** Where a JSON value stands. */
export interface JsonNode {
  readonly offset: number
  /** Offset of the key, for a member of an object. */
  readonly keyOffset?: number
  /** Members by key, items by index; absent for scalars. */
  readonly children?: ReadonlyMap<string, JsonNode>
}

export interface JsonScan {
  readonly root: JsonNode
  readonly count: number
  readonly duplicates: readonly DuplicateKey[]
}

/** A key that an object has twice, and both its values. */
export interface DuplicateKey {
  readonly key: string
  readonly offset: number
  readonly first: JsonNode
  readonly second: JsonNode
}

interface OpenContainer {
  readonly children: Map<string, JsonNode>
  readonly array: boolean
  index: number
}

const QUOTE = 34
const BACKSLASH = 92
const COMMA = 44
const OPEN_BRACKET = 91
const CLOSE_BRACKET = 93
const OPEN_BRACE = 123
const CLOSE_BRACE = 125

export function isWhitespace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9
}

/**
 * Finds the offset of every value of a text that is known to be JSON. Does not recurse, so that no nesting can
 * exhaust the stack.
 */
export function scanJson(text: string, maxDepth: number): JsonScan {
  const duplicates: DuplicateKey[] = []
  const open: OpenContainer[] = []
  let root: JsonNode | undefined
  let count = 0
  let at = 0
  let key: string | undefined
  let keyOffset = 0

  const place = (node: JsonNode) => {
    count++
    const parent = open.at(-1)
    if (!parent) root = node
    else if (parent.array) parent.children.set(String(parent.index++), node)
    else if (key !== undefined) {
      const first = parent.children.get(key)
      if (first) duplicates.push({ key, offset: keyOffset, first, second: node })
      parent.children.set(key, node)
      key = undefined
    }
  }
  const member = (offset: number) => (key === undefined ? { offset } : { offset, keyOffset })

  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (isWhitespace(code) || code === COMMA) {
      at++
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      const children = new Map<string, JsonNode>()
      place({ ...member(at), children })
      open.push({ children, array: code === OPEN_BRACKET, index: 0 })
      if (open.length > maxDepth) {
        throw new SyntaxProblem(
          'E_DOCUMENT_TOO_DEEP',
          `objects and arrays are nested deeper than ${maxDepth} levels`,
          at,
        )
      }
      at++
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      open.pop()
      at++
    } else if (code === QUOTE) {
      const start = at
      at = endOfString(text, at)
      const parent = open.at(-1)
      if (parent && !parent.array && key === undefined) {
        key = keyText(text, start, at)
        keyOffset = start
        at = text.indexOf(':', at) + 1
      } else {
        place(member(start))
      }
    } else {
      place(member(at))
      at = endOfScalar(text, at)
    }
  }
  return { root: root ?? { offset: 0 }, count, duplicates }
}

function keyText(text: string, start: number, end: number): string {
  const inner = text.slice(start + 1, end - 1)
  return inner.includes('\\') ? String(JSON.parse(text.slice(start, end))) : inner
}

/** Offset after the closing quote of the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  let at = text.indexOf('"', start + 1)
  while (at !== -1) {
    let slashes = 0
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++
    if (slashes % 2 === 0) return at + 1
    at = text.indexOf('"', at + 1)
  }
  return text.length
}

function endOfScalar(text: string, start: number): number {
  let at = start + 1
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET || isWhitespace(code))
      break
    at++
  }
  return at
}

/** Text of the value that begins at an offset. */
export function valueText(text: string, start: number): string {
  let depth = 0
  let at = start
  do {
    const code = text.charCodeAt(at)
    if (code === QUOTE) at = endOfString(text, at)
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      depth++
      at++
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      depth--
      at++
    } else if (depth === 0) at = endOfScalar(text, at)
    else at++
  } while (depth > 0 && at < text.length)
  return text.slice(start, at)
}
