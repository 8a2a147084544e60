import type { JsonValue } from '@concordat/core'
import {
  type Alias,
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Pair,
  Parser,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { LoadLimits } from './limits.ts'
import { duplicateKey, type SyntaxDefect, SyntaxProblem, type SyntaxTree } from './syntax-tree.ts'

/**
 * Parses YAML 1.2 (core schema, merge keys understood) into JSON data. Every object and array remembers its node, so
 * that positions cost nothing until one is asked for.
 * @see {@link https://yaml.org/spec/1.2.2/ | YAML 1.2.2}
 */
export function parseYamlSyntax(text: string, limits: Required<LoadLimits>): SyntaxTree {
  const document = parseOrRefuse(text, limits)
  const error = document.errors[0]
  if (error) {
    throw new SyntaxProblem('E_DOCUMENT_SYNTAX', firstSentence(error.message), error.pos[0])
  }
  const reader = new YamlReader(limits)
  for (const warning of document.warnings) {
    reader.defects.push({
      id: 'document-yaml-warning',
      message: firstSentence(warning.message),
      offset: warning.pos[0],
    })
  }
  const data = reader.read(document.contents, 0)
  return {
    data,
    defects: reader.defects,
    nodes: reader.nodes,
    offset: (container, key) => reader.offset(container, key),
    written: (container, key) => reader.written(container, key),
  }
}

/**
 * The parser keeps its own stack, but the composer after it recurses: nesting is judged between the two. A stack that
 * overflows would not only throw; it can end the process.
 */
function parseOrRefuse(text: string, limits: Required<LoadLimits>): Document.Parsed {
  const composer = new Composer({
    // Found here by a set: the composer's own search is quadratic in the size of a map.
    uniqueKeys: false,
    merge: true,
    version: '1.2',
    schema: 'core',
    logLevel: 'silent',
  })
  const [document, second] = composer.compose(shallowTokens(text, limits), true, text.length)
  if (second) {
    throw new SyntaxProblem(
      'E_DOCUMENT_SYNTAX',
      'the file holds more than one YAML document',
      second.range[0],
    )
  }
  if (!document) throw new SyntaxProblem('E_DOCUMENT_SYNTAX', 'the file is empty', 0)
  return document
}

function* shallowTokens(text: string, limits: Required<LoadLimits>): Generator<CST.Token> {
  const parser = new Parser()
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme)
    if (parser.stack.length > limits.maxDepth + 1) throw tooDeep(limits, parser.offset)
  }
  yield* parser.end()
}

function tooDeep({ maxDepth }: Required<LoadLimits>, offset: number | undefined): SyntaxProblem {
  return new SyntaxProblem(
    'E_DOCUMENT_TOO_DEEP',
    `objects and arrays are nested deeper than ${maxDepth} levels`,
    offset,
  )
}

function firstSentence(message: string): string {
  return message.split('\n')[0]?.trim() ?? message
}

interface Anchored {
  readonly value: JsonValue
  /** Values that one use of the anchor stands for. */
  readonly size: number
  /** Levels of objects and arrays in it. */
  readonly height: number
}

class YamlReader {
  readonly defects: SyntaxDefect[] = []
  nodes = 0
  #deepest = 0
  readonly #limits: Required<LoadLimits>
  readonly #anchors = new Map<string, Anchored | 'open'>()
  readonly #origins = new WeakMap<object, Node>()
  readonly #pairs = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>()

  constructor(limits: Required<LoadLimits>) {
    this.#limits = limits
  }

  read(node: unknown, depth: number): JsonValue {
    if (isAlias(node)) return this.#readAlias(node, depth)
    if (isScalar(node)) return this.#anchored(node, depth, () => this.#readScalar(node))
    this.#deepest = Math.max(this.#deepest, depth)
    if (depth >= this.#limits.maxDepth && (isMap(node) || isSeq(node))) {
      throw tooDeep(this.#limits, node.range?.[0])
    }
    if (isMap(node)) return this.#anchored(node, depth, () => this.#readMap(node, depth))
    if (isSeq(node)) return this.#anchored(node, depth, () => this.#readSequence(node, depth))
    this.#count(1)
    return null
  }

  offset(container: object, key?: string | number): number | undefined {
    const node = this.#origins.get(container)
    if (!node) return undefined
    if (key === undefined) return node.range?.[0]
    if (isSeq(node)) return rangeStart(node.items[Number(key)]) ?? undefined
    if (!isMap(node)) return undefined
    const pair = this.#pair(node, String(key))
    return pair ? rangeStart(pair.key) : undefined
  }

  written(container: object, key: string | number): string | undefined {
    const node = this.#origins.get(container)
    const member = isMap(node)
      ? this.#pair(node, String(key))?.value
      : isSeq(node)
        ? node.items[Number(key)]
        : undefined
    return isScalar(member) ? member.source : undefined
  }

  #keyText(pair: Pair): string {
    const anchored = isAlias(pair.key) ? this.#anchors.get(pair.key.source) : undefined
    if (anchored === undefined || anchored === 'open') return keyText(pair)
    return typeof anchored.value === 'string' ? anchored.value : JSON.stringify(anchored.value)
  }

  #pair(map: YAMLMap, key: string): Pair | undefined {
    let pairs = this.#pairs.get(map)
    if (!pairs) {
      pairs = new Map(
        map.items.filter((pair) => !isMergeKey(pair)).map((pair) => [keyText(pair), pair]),
      )
      this.#pairs.set(map, pairs)
    }
    return pairs.get(key)
  }

  #count(size: number, offset?: number) {
    this.nodes += size
    if (this.nodes > this.#limits.maxNodes) {
      throw new SyntaxProblem(
        'E_DOCUMENT_TOO_BIG',
        `the document stands for more than ${this.#limits.maxNodes} values (aliases count as often as they are used)`,
        offset,
      )
    }
  }

  #anchored(node: Scalar | YAMLMap | YAMLSeq, depth: number, read: () => JsonValue): JsonValue {
    const { anchor } = node
    if (!anchor) return read()
    this.#anchors.set(anchor, 'open')
    const nodesBefore = this.nodes
    const deepestBefore = this.#deepest
    this.#deepest = depth
    const value = read()
    const height = this.#deepest - depth
    this.#deepest = Math.max(this.#deepest, deepestBefore)
    this.#anchors.set(anchor, { value, size: this.nodes - nodesBefore, height })
    return value
  }

  #readAlias(alias: Alias, depth: number): JsonValue {
    const anchored = this.#anchors.get(alias.source)
    const offset = alias.range?.[0]
    if (anchored === undefined) {
      throw new SyntaxProblem(
        'E_DOCUMENT_SYNTAX',
        `the anchor \`&${alias.source}\` does not exist`,
        offset,
      )
    }
    if (anchored === 'open') {
      throw new SyntaxProblem(
        'E_DOCUMENT_SYNTAX',
        `the alias \`*${alias.source}\` stands inside the value that it names`,
        offset,
      )
    }
    this.#count(anchored.size, offset)
    this.#deepest = Math.max(this.#deepest, depth + anchored.height)
    if (this.#deepest > this.#limits.maxDepth) throw tooDeep(this.#limits, offset)
    return anchored.value
  }

  #readScalar(node: Scalar): JsonValue {
    this.#count(1, node.range?.[0])
    const { value } = node
    if (this.#isInfinite(node)) return null
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      return value
    if (value === null || value === undefined) return null
    this.#notJson(
      node,
      `\`${node.source ?? ''}\` is not a value that JSON has; it was read as text.`,
    )
    return node.source ?? null
  }

  #notJson(node: Node, message: string) {
    this.defects.push({ id: 'document-value-not-json', message, offset: node.range?.[0] ?? 0 })
  }

  /** JSON cannot say it, and a bound at infinity is none. */
  #isInfinite(node: unknown): boolean {
    if (!isScalar(node) || typeof node.value !== 'number' || Number.isFinite(node.value))
      return false
    this.#notJson(
      node,
      `\`${node.source ?? node.value}\` is not a number that JSON has; it is left out.`,
    )
    return true
  }

  #readSequence(node: YAMLSeq, depth: number): JsonValue {
    this.#count(1, node.range?.[0])
    const items = node.items.map((item) => this.read(isPair(item) ? null : item, depth + 1))
    this.#origins.set(items, node)
    return items
  }

  #readMap(node: YAMLMap, depth: number): JsonValue {
    this.#count(1, node.range?.[0])
    const members = new Map<string, JsonValue>()
    const merged: JsonValue[] = []
    for (const pair of node.items) {
      if (isMergeKey(pair)) {
        merged.push(this.read(pair.value, depth + 1))
        continue
      }
      const key = this.#keyText(pair)
      if (this.#isInfinite(pair.value)) continue
      const value = this.read(pair.value, depth + 1)
      const first = members.get(key)
      if (first !== undefined) {
        const isSame = JSON.stringify(first) === JSON.stringify(value)
        this.defects.push(duplicateKey(key, isSame, rangeStart(pair.key) ?? 0))
      }
      members.set(key, value)
    }
    for (const source of merged) mergeInto(members, source)
    const result = Object.fromEntries(members)
    this.#origins.set(result, node)
    return result
  }
}

/** Own keys win over merged ones, earlier sources over later ones. @see https://yaml.org/type/merge.html */
function mergeInto(members: Map<string, JsonValue>, source: JsonValue) {
  if (Array.isArray(source)) {
    for (const item of source) mergeInto(members, item)
  } else if (typeof source === 'object' && source !== null) {
    for (const [key, value] of Object.entries(source)) {
      if (!members.has(key)) members.set(key, value)
    }
  }
}

function isMergeKey(pair: Pair): boolean {
  return isScalar(pair.key) && pair.key.source === '<<' && pair.key.type === 'PLAIN'
}

/** The key as it is written: `200`, `1.0` and `on` are names here, not numbers and booleans. */
function keyText(pair: Pair): string {
  const { key } = pair
  if (isScalar(key))
    return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value))
  if (isAlias(key)) return `*${key.source}`
  return key === null ? '' : String(key)
}

function rangeStart(node: unknown): number | undefined {
  if (isScalar(node) || isMap(node) || isSeq(node) || isAlias(node)) return node.range?.[0]
  return undefined
}
