/** Characters whose escape is an identity escape with the `u` flag too. @see ECMA-262, SyntaxCharacter */
const syntaxCharacters = new Set('^$\\.*+?()[]{}|/')
const letterOrDigit = /[A-Za-z0-9]/

/**
 * A pattern that is valid only without the `u` flag, written so that it means the same with it: needless escapes and
 * lone brackets, as people write them. `undefined` for what is no pattern either way.
 * @see {@link https://tc39.es/ecma262/#sec-regular-expressions-patterns | ECMA-262, annex B.1.2}
 */
export function toUnicodeSource(source: string): string | undefined {
  if (isValid(source, 'u')) return source
  if (!isValid(source, '')) return undefined
  const rewritten = new LegacySource(source).rewritten()
  return rewritten !== undefined && isValid(rewritten, 'u') ? rewritten : undefined
}

function isValid(source: string, flags: string): boolean {
  try {
    new RegExp(source, flags)
    return true
  } catch {
    // The engine's refusal is the answer.
    return false
  }
}

class LegacySource {
  readonly #source: string
  #at = 0
  #out = ''
  #isInClass = false

  constructor(source: string) {
    this.#source = source
  }

  rewritten(): string | undefined {
    while (this.#at < this.#source.length) {
      if (!this.#step()) return undefined
    }
    return this.#out
  }

  #step(): boolean {
    const character = this.#source.charAt(this.#at)
    if (character === '\\') return this.#escape()
    if (this.#isInClass) {
      if (character === ']') this.#isInClass = false
      this.#keep(character === '-' ? this.#hyphen() : character, 1)
      return true
    }
    if (character === '[') this.#isInClass = true
    const isLone =
      character === ']' || ((character === '{' || character === '}') && !this.#isCount())
    this.#keep(isLone ? `\\${character}` : character, 1)
    return true
  }

  /** `\-` and `\_` stand for themselves; an escaped letter that means nothing is likely another dialect's. */
  #escape(): boolean {
    const character = this.#source.charAt(this.#at + 1)
    const isKnown = syntaxCharacters.has(character) || (character === '-' && this.#isInClass)
    if (isKnown) this.#keep(`\\${character}`, 2)
    else if (letterOrDigit.test(character)) {
      if (!/[dDwWsSbBnrtfvx0u]/.test(character)) return false
      this.#keep(`\\${character}`, 2)
    } else this.#keep(character === '-' && this.#isInClass ? '\\-' : character, 2)
    return true
  }

  /** In `[\w-.]` the hyphen is itself: it stands beside a class, which cannot end a range. */
  #hyphen(): string {
    const before = this.#source.slice(0, this.#at)
    const after = this.#source.slice(this.#at + 1)
    return /\\[dDwWsS]$/.test(before) || /^\\[dDwWsS]/.test(after) ? '\\-' : '-'
  }

  /** Whether the brace here begins, or ended, a count. */
  #isCount(): boolean {
    const around = this.#source
    if (around.charAt(this.#at) === '{') return /^\{\d+(?:,\d*)?\}/.test(around.slice(this.#at))
    return /\{\d+(?:,\d*)?\}$/.test(around.slice(0, this.#at + 1))
  }

  #keep(written: string, length: number): void {
    this.#out += written
    this.#at += length
  }
}
