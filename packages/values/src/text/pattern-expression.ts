import { characterSet, type PatternNode, parsePattern, toUnicodeSource } from '@concordat/core'
import type { Expression, Expressions } from './expression.ts'

/** The texts that a pattern matches. */
export interface PatternExpression {
  readonly expression: Expression
  /** Whether these are just the texts; otherwise some of them are none (`\b`, lookbehind, backreferences). */
  readonly isExact: boolean
}

const anyCharacter = characterSet('[^]')

/**
 * Reads a pattern. `undefined` for what is none in ECMA-262, and for what is nested too deeply to be read.
 *
 * @param isWhole whether nothing stands beside the match, as if the pattern had anchors.
 * @param textOfGroup what a group captures, where something refers back to it; the same text for the same group.
 */
export function patternExpression(
  source: string,
  expressions: Expressions,
  isWhole: boolean,
  textOfGroup: (group: PatternNode) => string,
): PatternExpression | undefined {
  const readable = toUnicodeSource(source)
  if (readable === undefined) return undefined
  const root = parsed(readable)
  if (root === undefined) return undefined
  const compiler = new Compiler(expressions, root, textOfGroup)
  const after = isWhole ? expressions.empty : expressions.any
  const atStart = compiler.compile(root, after, true)
  if (isWhole) return { expression: atStart, isExact: compiler.isExact }
  const later = compiler.compile(root, after, false)
  const before = expressions.chain(expressions.set(anyCharacter), expressions.any)
  const expression = expressions.either([atStart, expressions.chain(before, later)])
  return { expression, isExact: compiler.isExact }
}

function parsed(source: string): PatternNode | undefined {
  try {
    return parsePattern(source)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

class Compiler {
  isExact = true
  readonly #expressions: Expressions
  readonly #texts = new Map<number | string, string>()

  constructor(
    expressions: Expressions,
    root: PatternNode,
    textOfGroup: (group: PatternNode) => string,
  ) {
    this.#expressions = expressions
    const targets = referencedGroups(root)
    for (const group of groupsOf(root)) {
      const isTarget =
        targets.has(group.number) || (group.name !== undefined && targets.has(group.name))
      if (!isTarget) continue
      const text = textOfGroup(group.part)
      this.#texts.set(group.number, text)
      if (group.name !== undefined) this.#texts.set(group.name, text)
    }
  }

  /** The node, and then what comes after. */
  compile(node: PatternNode, after: Expression, atStart: boolean): Expression {
    const all = this.#expressions
    switch (node.kind) {
      case 'character':
        return all.chain(all.set(node.set), after)
      case 'sequence':
        return this.#sequence(node.parts, after, atStart)
      case 'choice':
        return all.either(node.options.map((option) => this.compile(option, after, atStart)))
      case 'group': {
        const text = this.#texts.get(node.number)
        return text === undefined
          ? this.compile(node.part, after, atStart)
          : this.#literal(text, after)
      }
      case 'repeat': {
        if (node.max === 1) {
          const once = this.compile(node.part, after, atStart)
          return node.min === 1 ? once : all.either([after, once])
        }
        if (looksAround(node.part)) return this.#unrolled(node, after, atStart)
        const part = this.compile(node.part, all.empty, atStart && node.min > 0)
        return all.chain(all.repeat(part, node.min, node.max), after)
      }
      case 'position':
        return this.#position(node.at, after, atStart)
      case 'look':
        return this.#look(node, after, atStart)
      case 'backreference':
        this.isExact = false
        return this.#literal(this.#texts.get(node.to) ?? '', after)
    }
  }

  #sequence(parts: readonly PatternNode[], after: Expression, atStart: boolean): Expression {
    const firstConsumer = parts.findIndex(consumes)
    return parts.reduceRight(
      (rest, part, index) =>
        this.compile(part, rest, atStart && (firstConsumer < 0 || index <= firstConsumer)),
      after,
    )
  }

  /** What looks around sees what comes after, so each repetition is written out; of endless ones only a few. */
  #unrolled(
    { part, min, max }: PatternNode & { kind: 'repeat' },
    after: Expression,
    atStart: boolean,
  ): Expression {
    const most = Math.min(max, min + 8)
    if (most < max) this.isExact = false
    let rest = after
    for (let count = most; count > 0; count -= 1) {
      const once = this.compile(part, rest, atStart && count === 1)
      rest = count > min ? this.#expressions.either([after, once]) : once
    }
    return rest
  }

  #position(
    at: (PatternNode & { kind: 'position' })['at'],
    after: Expression,
    atStart: boolean,
  ): Expression {
    const all = this.#expressions
    if (at === 'start') return atStart ? after : all.none
    if (at === 'end') return after.isNullable ? all.empty : all.none
    this.isExact = false
    return after
  }

  #look(node: PatternNode & { kind: 'look' }, after: Expression, atStart: boolean): Expression {
    const all = this.#expressions
    if (node.direction === 'behind') {
      this.isExact = false
      return after
    }
    const seen = this.compile(node.part, all.any, atStart)
    return all.both([node.isNegated ? all.not(seen) : seen, after])
  }

  #literal(text: string, after: Expression): Expression {
    const all = this.#expressions
    return [...text].reduceRight((rest, character) => {
      const code = character.codePointAt(0) ?? 0
      const set = characterSet(`\\u{${code.toString(16)}}`)
      return all.chain(all.set(set), rest)
    }, after)
  }
}

/** Whether a node may take characters. */
function consumes(node: PatternNode): boolean {
  switch (node.kind) {
    case 'position':
    case 'look':
      return false
    case 'sequence':
      return node.parts.some(consumes)
    case 'choice':
      return node.options.some(consumes)
    case 'group':
    case 'repeat':
      return consumes(node.part)
    default:
      return true
  }
}

function looksAround(node: PatternNode): boolean {
  return nodesOf(node).some(({ kind }) => kind === 'position' || kind === 'look')
}

function groupsOf(root: PatternNode): (PatternNode & { kind: 'group' })[] {
  return nodesOf(root).filter((node) => node.kind === 'group')
}

function referencedGroups(root: PatternNode): ReadonlySet<number | string> {
  return new Set(nodesOf(root).flatMap((node) => (node.kind === 'backreference' ? [node.to] : [])))
}

/** A node and all within it. */
function nodesOf(root: PatternNode): readonly PatternNode[] {
  const inner =
    root.kind === 'sequence'
      ? root.parts
      : root.kind === 'choice'
        ? root.options
        : 'part' in root
          ? [root.part]
          : []
  return [root, ...inner.flatMap(nodesOf)]
}
