import type { CharacterSet, PatternNode } from '@concordat/core'

/** Ways through the parts of a pattern that do not repeat, beyond which they are not tried one after the other. */
const mostPaths = 5000
/** Counts up to which a repetition is seen as alternatives rather than as a loop. */
const mostAlternatives = 8
const mostPositions = 400

/**
 * Whether an engine that backtracks takes at most so many steps a character, proven from the pattern alone: at
 * each character of a loop there is one way to go on, there are few ways beside the loops, and the pattern begins at
 * the start of the text or is short. Says no where it cannot tell.
 * @see Brüggemann-Klein and Wood, One-unambiguous regular languages (1998)
 */
export function isSafelyBacktracked(pattern: PatternNode, most: number): boolean {
  const root = ungrouped(pattern)
  const options = root.kind === 'choice' ? root.options : [root]
  return options.every((option) => isSafeOption(option, most))
}

/** What a group holds: what it captures decides nothing here. */
function ungrouped(node: PatternNode): PatternNode {
  return node.kind === 'group' ? ungrouped(node.part) : node
}

function isSafeOption(alternative: PatternNode, most: number): boolean {
  const option = ungrouped(alternative)
  const parts = option.kind === 'sequence' ? option.parts : [option]
  const isAnchored = isPosition(parts[0], 'start')
  const isEnded = parts.length > (isAnchored ? 1 : 0) && isPosition(parts.at(-1), 'end')
  const body = parts.slice(isAnchored ? 1 : 0, isEnded ? -1 : undefined)
  const analysis = new Analysis()
  const whole = analysis.sequence(body)
  if (analysis.isDoubtful || whole.paths > mostPaths) return false
  // Each way is tried once, over as much of the text as its loops reach.
  if (isAnchored) return Number.isFinite(whole.longest) || whole.paths <= most
  // A loop at the very end cannot fail once it is reached.
  const attempt = !isEnded && isLoop(body.at(-1)) ? analysis.sequence(body.slice(0, -1)) : whole
  return attempt.longest * attempt.paths <= most
}

function isPosition(node: PatternNode | undefined, at: 'start' | 'end'): boolean {
  return node?.kind === 'position' && node.at === at
}

function isLoop(node: PatternNode | undefined): boolean {
  const inner = node && ungrouped(node)
  return inner?.kind === 'repeat' && inner.max === Number.POSITIVE_INFINITY
}

/** A character of the pattern, and what can come after it. */
interface Position {
  readonly set: CharacterSet
  readonly next: Position[]
  /** In the body of a loop, where every doubt multiplies. */
  readonly isLooped: boolean
}

/** What is known of a part of a pattern. */
interface Part {
  readonly first: readonly Position[]
  readonly last: readonly Position[]
  readonly isNullable: boolean
  /** Ways through it, loops counted once. */
  readonly paths: number
  readonly longest: number
}

const nothing: Part = { first: [], last: [], isNullable: true, paths: 1, longest: 0 }

class Analysis {
  isDoubtful = false
  #count = 0
  #loops = 0

  sequence(parts: readonly PatternNode[]): Part {
    return parts.map((part) => this.#part(part)).reduce((a, b) => this.#join(a, b), nothing)
  }

  #part(node: PatternNode): Part {
    switch (node.kind) {
      case 'character':
        return this.#character(node.set)
      case 'sequence':
        return this.sequence(node.parts)
      case 'group':
        return this.#part(node.part)
      case 'choice':
        return this.#choice(node.options.map((option) => this.#part(option)))
      case 'repeat':
        return this.#repeat(node)
      default:
        this.isDoubtful = true
        return nothing
    }
  }

  #character(set: CharacterSet): Part {
    this.#count += 1
    if (this.#count > mostPositions) this.isDoubtful = true
    const position: Position = { set, next: [], isLooped: this.#loops > 0 }
    return { first: [position], last: [position], isNullable: false, paths: 1, longest: 1 }
  }

  #choice(options: readonly Part[]): Part {
    const nullable = options.filter((option) => option.isNullable)
    // Two ways to match nothing, in a loop, are two ways each time around.
    if (this.#loops > 0 && (nullable.length > 1 || hasOverlap(options))) this.isDoubtful = true
    return {
      first: options.flatMap((option) => option.first),
      last: options.flatMap((option) => option.last),
      isNullable: nullable.length > 0,
      paths: options.reduce((sum, option) => sum + option.paths, 0),
      longest: Math.max(0, ...options.map((option) => option.longest)),
    }
  }

  #join(a: Part, b: Part): Part {
    for (const position of a.last) this.#follow(position, b.first)
    if (this.#loops > 0 && a.isNullable && overlaps(a.first, b.first)) this.isDoubtful = true
    return {
      first: a.isNullable ? [...a.first, ...b.first] : a.first,
      last: b.isNullable ? [...a.last, ...b.last] : b.last,
      isNullable: a.isNullable && b.isNullable,
      paths: a.paths * b.paths,
      longest: a.longest + b.longest,
    }
  }

  #repeat(node: PatternNode & { kind: 'repeat' }): Part {
    const { min, max } = node
    if (max === 0) return nothing
    if (min === max) return this.#times(node.part, min)
    if (max <= mostAlternatives) return this.#alternatives(node)
    this.#loops += 1
    const body = this.#part(node.part)
    if (body.isNullable) this.isDoubtful = true
    for (const position of body.last) this.#follow(position, body.first)
    this.#loops -= 1
    return {
      ...body,
      isNullable: min === 0,
      paths: min === 0 ? 2 : 1,
      longest: max * body.longest,
    }
  }

  /** A fixed number of times: the count says when it is over, not the characters. */
  #times(part: PatternNode, count: number): Part {
    if (count <= mostAlternatives) {
      return this.sequence(Array.from({ length: count }, () => part))
    }
    const first = this.#part(part)
    const second = this.#part(part)
    if (first.paths > 1 || first.isNullable || !Number.isFinite(first.longest)) {
      this.isDoubtful = true
    }
    for (const position of first.last) this.#follow(position, second.first)
    return { ...first, last: second.last, longest: first.longest * count }
  }

  #alternatives({ part, min, max }: PatternNode & { kind: 'repeat' }): Part {
    let whole: Part = nothing
    for (let count = 0; count < max; count += 1) {
      const copy = this.#part(part)
      const isNeeded = count >= max - min
      // Written from the end: (a(a(a)?)?)? has each copy only where the one before it was taken.
      const joined = this.#join(copy, whole)
      whole = isNeeded ? joined : { ...joined, isNullable: true, paths: joined.paths + 1 }
    }
    return whole
  }

  #follow(position: Position, next: readonly Position[]): void {
    if (position.isLooped && overlaps(position.next, next)) this.isDoubtful = true
    position.next.push(...next)
  }
}

function hasOverlap(options: readonly Part[]): boolean {
  return options.some((a, index) =>
    options.slice(index + 1).some((b) => overlaps(a.first, b.first)),
  )
}

function overlaps(some: readonly Position[], others: readonly Position[]): boolean {
  return some.some((a) => others.some((b) => mayShare(a.set, b.set)))
}

/** Whether a character could be in both sets. Beyond ASCII only a few stand for all. */
function mayShare(a: CharacterSet, b: CharacterSet): boolean {
  if (a.source === b.source) return a.source !== '[]'
  for (let code = 0; code < 128; code += 1) if (a.has(code) && b.has(code)) return true
  return reachesBeyondAscii(a) && reachesBeyondAscii(b)
}

const asciiOnly =
  /^(?:\\[dw]|[\x20-\x7E]|\\[^pPDWSsuxc]|\[(?!\^)(?:\\[dw]|\\[^pPDWSsuxc]|[\x20-\x5B\x5D-\x7E])*\])$/

function reachesBeyondAscii(set: CharacterSet): boolean {
  return !asciiOnly.test(set.source)
}
