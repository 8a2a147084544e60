import { characterSet } from './character-set.ts'
import type { CharacterSet, PatternNode } from './pattern-syntax.ts'

/**
 * Reads a regular expression of ECMA-262 with the `u` flag. Throws the `SyntaxError` of the language's own engine for
 * what is none, and a `RangeError` for groups that are nested deeper than 250 times: whoever walks what is read does so
 * by recursion.
 * @see {@link https://tc39.es/ecma262/#sec-patterns | ECMA-262, Patterns}
 */
export function parsePattern(source: string): PatternNode {
  // The engine checks the syntax, so the parser need not.
  new RegExp(source, 'u')
  return new PatternParser(source).parse()
}

const quantifier = /[*+?]\??|\{(\d+)(?:(,)(\d*))?\}\??/y
const escaped =
  /\\(?:[pP]\{[^}]*\}|u\{[\da-fA-F]+\}|u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|[\s\S])/uy
const reference = /\\(?:[1-9]\d*|k<[^>]*>)/y
const characterClass = /\[(?:\\[\s\S]|[^\]\\])*\]/uy
const plainCharacter = /[\s\S]/uy
const groupStart = /\((?:\?(?:<?[=!]|:|<[^>]*>))?/y

const deepestGroup = 250

class PatternParser {
  readonly #source: string
  readonly #sets = new Map<string, CharacterSet>()
  #at = 0
  #groups = 0
  #depth = 0

  constructor(source: string) {
    this.#source = source
  }

  parse(): PatternNode {
    return this.#choice()
  }

  #choice(): PatternNode {
    const options = [this.#sequence()]
    while (this.#peek() === '|') {
      this.#at += 1
      options.push(this.#sequence())
    }
    const [only, ...others] = options
    return only && others.length === 0 ? only : { kind: 'choice', options }
  }

  #sequence(): PatternNode {
    const parts: PatternNode[] = []
    for (let next = this.#peek(); next !== undefined && next !== '|' && next !== ')'; ) {
      parts.push(this.#quantified(this.#term(next)))
      next = this.#peek()
    }
    return { kind: 'sequence', parts }
  }

  #term(next: string): PatternNode {
    if (next === '(') return this.#group()
    if (next === '^' || next === '$') {
      this.#at += 1
      return { kind: 'position', at: next === '^' ? 'start' : 'end' }
    }
    const back = next === '\\' ? this.#take(reference) : undefined
    if (back !== undefined) return { kind: 'backreference', to: targetOf(back) }
    const written =
      next === '['
        ? this.#take(characterClass)
        : next === '\\'
          ? this.#take(escaped)
          : this.#take(plainCharacter)
    if (written === '\\b') return { kind: 'position', at: 'boundary' }
    if (written === '\\B') return { kind: 'position', at: 'no-boundary' }
    return { kind: 'character', set: this.#set(written ?? '') }
  }

  #group(): PatternNode {
    const start = this.#take(groupStart) ?? '('
    const named = /^\(\?<([^=!>]+)>$/.exec(start)?.[1]
    const isCapturing = start === '(' || named !== undefined
    if (isCapturing) this.#groups += 1
    const number = this.#groups
    this.#depth += 1
    if (this.#depth > deepestGroup) {
      throw new RangeError(`its groups are nested deeper than ${deepestGroup} times`)
    }
    const part = this.#choice()
    this.#depth -= 1
    // The closing parenthesis.
    this.#at += 1
    if (isCapturing)
      return { kind: 'group', number, part, ...(named !== undefined && { name: named }) }
    const look = /^\(\?(<?)([=!])$/.exec(start)
    if (!look) return part
    const direction = look[1] === '<' ? 'behind' : 'ahead'
    return { kind: 'look', direction, isNegated: look[2] === '!', part }
  }

  #quantified(part: PatternNode): PatternNode {
    quantifier.lastIndex = this.#at
    const match = quantifier.exec(this.#source)
    if (!match) return part
    this.#at = quantifier.lastIndex
    const [written, from, comma, to] = match
    if (from === undefined) {
      const sign = written.charAt(0)
      return {
        kind: 'repeat',
        part,
        min: sign === '+' ? 1 : 0,
        max: sign === '?' ? 1 : Number.POSITIVE_INFINITY,
      }
    }
    const min = Number(from)
    if (comma === undefined) return { kind: 'repeat', part, min, max: min }
    return { kind: 'repeat', part, min, max: to ? Number(to) : Number.POSITIVE_INFINITY }
  }

  #set(written: string): CharacterSet {
    const known = this.#sets.get(written)
    if (known) return known
    const made = characterSet(written)
    this.#sets.set(written, made)
    return made
  }

  #peek(): string | undefined {
    return this.#source[this.#at]
  }

  #take(token: RegExp): string | undefined {
    token.lastIndex = this.#at
    const match = token.exec(this.#source)
    if (!match) return undefined
    this.#at = token.lastIndex
    return match[0]
  }
}

/** What `\1` or `\k<name>` refers to. */
function targetOf(reference: string): number | string {
  return reference.startsWith('\\k') ? reference.slice(3, -1) : Number(reference.slice(1))
}
