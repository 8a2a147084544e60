import type { JsonValue } from '@concordat/core'
import { isWhitespace, type JsonNode, scanJson, valueText } from './json-scanner.ts'
import type { LoadLimits } from './limits.ts'
import { duplicateKey, type SyntaxDefect, SyntaxProblem, type SyntaxTree } from './syntax-tree.ts'

/**
 * Parses JSON with the platform's parser, and positions with one linear scan more: faster together than any parser
 * written in JavaScript that does both.
 * @see {@link https://www.rfc-editor.org/rfc/rfc8259 | RFC 8259}
 */
export function parseJsonSyntax(text: string, limits: Required<LoadLimits>): SyntaxTree {
  let data: JsonValue
  try {
    // JSON.parse returns what JSON can say, which is what JsonValue describes.
    data = JSON.parse(text) as JsonValue
  } catch (error) {
    throw jsonProblem(text, error)
  }
  const scan = scanJson(text, limits.maxDepth)
  const defects: SyntaxDefect[] = scan.duplicates.map(({ key, offset, first, second }) => {
    const [before, after] = [first, second].map((node) => valueText(text, node.offset))
    return duplicateKey(key, before === after, offset)
  })
  let nodes: ReadonlyMap<object, JsonNode> | undefined
  const nodeOf = (container: object) => {
    nodes ??= indexNodes(data, scan.root)
    return nodes.get(container)
  }
  return {
    data,
    defects,
    nodes: scan.count,
    offset(container, key) {
      const node = nodeOf(container)
      if (!node) return undefined
      if (key === undefined) return node.offset
      return memberOffset(node, key)
    },
    written(container, key) {
      const offset = nodeOf(container)?.children?.get(String(key))?.offset
      return offset === undefined ? undefined : scalarAt(text, offset)
    },
  }
}

function memberOffset(node: JsonNode, key: string | number): number | undefined {
  const child = node.children?.get(String(key))
  return child ? (child.keyOffset ?? child.offset) : undefined
}

function scalarAt(text: string, offset: number): string | undefined {
  return /^(?:-?[0-9][0-9.eE+-]*|true|false|null)/.exec(text.slice(offset, offset + 64))?.[0]
}

function indexNodes(data: JsonValue, root: JsonNode): ReadonlyMap<object, JsonNode> {
  const index = new Map<object, JsonNode>()
  const pending: [JsonValue, JsonNode][] = [[data, root]]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [value, node] = next
    if (typeof value !== 'object' || value === null) continue
    index.set(value, node)
    for (const [key, child] of node.children ?? []) {
      const member: unknown = Reflect.get(value, key)
      if (typeof member === 'object' && member !== null) pending.push([member as JsonValue, child])
    }
  }
  return index
}

function jsonProblem(text: string, error: unknown): SyntaxProblem {
  const offset = reportedOffset(error) ?? findOffset(text)
  const found =
    offset >= text.length ? 'the end of the file' : `\`${text.slice(offset, offset + 1)}\``
  return new SyntaxProblem(
    'E_DOCUMENT_SYNTAX',
    `this is not JSON: ${found} is not expected here`,
    Math.min(offset, endOfText(text)),
  )
}

function reportedOffset(error: unknown): number | undefined {
  const position = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined
  return position === undefined ? undefined : Number(position)
}

/** The platform often does not say where: this is the end of the longest beginning that could still become JSON. */
function findOffset(text: string): number {
  let low = 0
  let high = text.length
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (couldContinue(text.slice(0, middle))) low = middle
    else high = middle - 1
  }
  return low
}

function couldContinue(beginning: string): boolean {
  try {
    JSON.parse(beginning)
    return true
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    if (/end of JSON input|Unterminated/.test(message)) return true
    return (reportedOffset(error) ?? -1) >= beginning.length
  }
}

function endOfText(text: string): number {
  let end = text.length
  while (end > 0 && isWhitespace(text.charCodeAt(end - 1))) end--
  return end
}
