import { classMembers, type Members } from './pattern-class.ts'
import { integerBetween, oneOf, type Random } from './random.ts'

/**
 * Draws a text that a regular expression of ECMAScript matches, or `undefined` where the expression is beyond this
 * reader. Assertions are passed over: what comes out is judged by the schema's validator, never by the expression
 * itself, which may take for ever to say no.
 *
 * @see ECMA-262, section 22.2
 */
export function patternValue(pattern: string, random: Random, eager: boolean): string | undefined {
  try {
    return new PatternReader(pattern, random, eager).read()
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Draws while it reads: every construct gives a text at once, and alternatives that lose are read over. */
class PatternReader {
  readonly #pattern: string
  readonly #random: Random
  readonly #eager: boolean
  #at = 0
  readonly #groups: string[] = []
  // Nested repetitions of a hostile pattern multiply.
  #atomsLeft = 20_000

  constructor(pattern: string, random: Random, eager: boolean) {
    this.#pattern = pattern
    this.#random = random
    this.#eager = eager
  }

  read(): string {
    const text = this.#alternatives()
    if (this.#at < this.#pattern.length) throw new SyntaxError('unbalanced')
    return text
  }

  #alternatives(): string {
    const texts = [this.#sequence()]
    while (this.#take('|')) texts.push(this.#sequence())
    return oneOf(this.#random, texts) ?? ''
  }

  #sequence(): string {
    let text = ''
    while (this.#at < this.#pattern.length && !'|)'.includes(this.#peek())) text += this.#repeated()
    return text
  }

  #repeated(): string {
    const start = this.#at
    const first = this.#atom()
    const [least, most] = this.#quantifier()
    const end = this.#at
    const room = this.#eager ? Math.min(most, least + 12) : Math.min(most, least + 1)
    const times = integerBetween(
      this.#random,
      this.#eager ? Math.min(most, least + 2) : least,
      room,
    )
    if (times === 0) return ''
    let text = first
    for (let count = 1; count < Math.min(times, 5000); count++) {
      this.#at = start
      text += this.#atom()
    }
    this.#at = end
    return text
  }

  #quantifier(): readonly [number, number] {
    const bounds = this.#bounds()
    if (bounds) this.#take('?')
    return bounds ?? [1, 1]
  }

  #bounds(): readonly [number, number] | undefined {
    if (this.#take('*')) return [0, Number.POSITIVE_INFINITY]
    if (this.#take('+')) return [1, Number.POSITIVE_INFINITY]
    if (this.#take('?')) return [0, 1]
    const braces = /^\{(\d+)(,(\d*))?\}/.exec(this.#pattern.slice(this.#at, this.#at + 24))
    if (!braces) return undefined
    this.#at += braces[0].length
    const least = Number(braces[1])
    if (braces[2] === undefined) return [least, least]
    return [least, braces[3] ? Number(braces[3]) : Number.POSITIVE_INFINITY]
  }

  #atom(): string {
    if (this.#atomsLeft-- <= 0) throw new SyntaxError('too long')
    const symbol = this.#next()
    if (symbol === '^' || symbol === '$') return ''
    if (symbol === '.') return this.#member(classMembers.word)
    if (symbol === '(') return this.#group()
    if (symbol === '[') return this.#class()
    if (symbol === '\\') return this.#escape()
    return symbol
  }

  #group(): string {
    const head = /^\?(?:[:=!]|<[=!]|<([^>]+)>)/.exec(this.#pattern.slice(this.#at, this.#at + 80))
    if (head) this.#at += head[0].length
    const text = this.#alternatives()
    if (!this.#take(')')) throw new SyntaxError('group')
    const assertion = head !== null && /[=!]$/.test(head[0])
    if (assertion) return ''
    if (!head || head[1] !== undefined) this.#groups.push(text)
    return text
  }

  #class(): string {
    const negated = this.#take('^')
    const members: Members[] = []
    while (!this.#take(']')) {
      const low = this.#classMember()
      if (typeof low === 'string' && this.#peek() === '-' && this.#pattern[this.#at + 1] !== ']') {
        this.#at++
        const high = this.#classMember()
        if (typeof high === 'string') members.push([[codeOf(low), codeOf(high)]])
        else members.push([[codeOf(low), codeOf(low)]], [[45, 45]], high)
      } else members.push(typeof low === 'string' ? [[codeOf(low), codeOf(low)]] : low)
    }
    const all = members.flat()
    return this.#member(negated ? classMembers.negate(all) : all)
  }

  #classMember(): string | Members {
    const symbol = this.#next()
    if (symbol !== '\\') return symbol
    const known = this.#escapedClass()
    return known ?? (this.#take('b') ? '\b' : this.#escapedSymbol())
  }

  #escape(): string {
    if (this.#take('b') || this.#take('B')) return ''
    const reference = /^[1-9]\d*/.exec(this.#pattern.slice(this.#at, this.#at + 4))
    if (reference) {
      this.#at += reference[0].length
      return this.#groups[Number(reference[0]) - 1] ?? ''
    }
    const known = this.#escapedClass()
    return known ? this.#member(known) : this.#escapedSymbol()
  }

  #escapedClass(): Members | undefined {
    const property = /^([pP])\{([^}]*)\}/.exec(this.#pattern.slice(this.#at, this.#at + 60))
    if (property) {
      this.#at += property[0].length
      const members = classMembers.property(property[2] ?? '')
      return property[1] === 'P' ? classMembers.negate(members) : members
    }
    const members = classMembers.escaped(this.#peek())
    if (members) this.#at++
    return members
  }

  #escapedSymbol(): string {
    const coded =
      /^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|c([A-Za-z]))/.exec(
        this.#pattern.slice(this.#at, this.#at + 12),
      )
    if (coded) {
      this.#at += coded[0].length
      if (coded[4] !== undefined) return String.fromCharCode(codeOf(coded[4]) % 32)
      const code = Number.parseInt(coded[1] ?? coded[2] ?? coded[3] ?? '0', 16)
      if (code > 0x10ffff) throw new SyntaxError('escape')
      return String.fromCodePoint(code)
    }
    const symbol = this.#next()
    const control: Readonly<Record<string, string>> = {
      n: '\n',
      r: '\r',
      t: '\t',
      f: '\f',
      v: '\v',
      0: '\0',
    }
    return control[symbol] ?? symbol
  }

  #member(members: Members): string {
    const range = oneOf(this.#random, members)
    if (!range) throw new SyntaxError('empty class')
    return String.fromCodePoint(integerBetween(this.#random, range[0], range[1]))
  }

  #peek(): string {
    return this.#pattern[this.#at] ?? ''
  }

  #next(): string {
    const code = this.#pattern.codePointAt(this.#at)
    if (code === undefined) throw new SyntaxError('end of pattern')
    const symbol = String.fromCodePoint(code)
    this.#at += symbol.length
    return symbol
  }

  #take(symbol: string): boolean {
    if (this.#peek() !== symbol) return false
    this.#at++
    return true
  }
}

function codeOf(symbol: string): number {
  return symbol.codePointAt(0) ?? 0
}
