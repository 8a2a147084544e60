import type { CharacterSet } from '@concordat/core'

/**
 * A set of texts. Unlike a regular expression it can be joined with others ("both", "not"), which is what several
 * patterns and lookaheads need.
 * @see Brzozowski, Derivatives of Regular Expressions (1964)
 */
export interface Expression {
  /** Equal for equal expressions of one {@link Expressions}. */
  readonly id: number
  readonly form: Form
  /** Whether the empty text belongs to it. */
  readonly isNullable: boolean
}

type Form =
  | { readonly kind: 'none' }
  | { readonly kind: 'empty' }
  /** Every text. */
  | { readonly kind: 'any' }
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'chain'; readonly first: Expression; readonly rest: Expression }
  | { readonly kind: 'either'; readonly options: readonly Expression[] }
  | { readonly kind: 'both'; readonly parts: readonly Expression[] }
  | { readonly kind: 'not'; readonly part: Expression }
  | {
      readonly kind: 'repeat'
      readonly part: Expression
      readonly min: number
      readonly max: number
    }

/** Makes expressions, equal ones once, so that a machine over them has few states. */
export class Expressions {
  readonly none: Expression
  readonly empty: Expression
  readonly any: Expression
  readonly #known = new Map<string, Expression>()
  readonly #sets = new Map<string, number>()

  constructor() {
    this.none = this.#make('none', { kind: 'none' }, false)
    this.empty = this.#make('empty', { kind: 'empty' }, true)
    this.any = this.#make('any', { kind: 'any' }, true)
  }

  /** How many there are. */
  get size(): number {
    return this.#known.size
  }

  set(set: CharacterSet): Expression {
    const number = this.#sets.get(set.source) ?? this.#sets.size
    this.#sets.set(set.source, number)
    return this.#make(`s${number}`, { kind: 'set', set }, false)
  }

  chain(first: Expression, rest: Expression): Expression {
    if (first === this.none || rest === this.none) return this.none
    if (first === this.empty) return rest
    if (rest === this.empty) return first
    const form: Form = { kind: 'chain', first, rest }
    return this.#make(`c${first.id},${rest.id}`, form, first.isNullable && rest.isNullable)
  }

  either(options: readonly Expression[]): Expression {
    const flat = new Set<Expression>()
    for (const option of options) {
      const inner = option.form.kind === 'either' ? option.form.options : [option]
      for (const one of inner) flat.add(one)
    }
    flat.delete(this.none)
    if (flat.has(this.any)) return this.any
    const list = sorted([...flat])
    const [only] = list
    if (only === undefined) return this.none
    if (list.length === 1) return only
    const isNullable = list.some((option) => option.isNullable)
    return this.#make(`e${ids(list)}`, { kind: 'either', options: list }, isNullable)
  }

  both(parts: readonly Expression[]): Expression {
    const flat = new Set<Expression>()
    for (const part of parts) {
      for (const inner of part.form.kind === 'both' ? part.form.parts : [part]) flat.add(inner)
    }
    flat.delete(this.any)
    if (flat.has(this.none)) return this.none
    const list = sorted([...flat])
    const [only] = list
    if (only === undefined) return this.any
    if (list.length === 1) return only
    const isNullable = list.every((part) => part.isNullable)
    if (flat.has(this.empty)) return isNullable ? this.empty : this.none
    return this.#make(`b${ids(list)}`, { kind: 'both', parts: list }, isNullable)
  }

  not(part: Expression): Expression {
    if (part.form.kind === 'not') return part.form.part
    if (part === this.none) return this.any
    if (part === this.any) return this.none
    return this.#make(`n${part.id}`, { kind: 'not', part }, !part.isNullable)
  }

  /** `max` may be `Infinity`. */
  repeat(part: Expression, min: number, max: number): Expression {
    if (max === 0 || part === this.empty) return this.empty
    if (part === this.none) return min === 0 ? this.empty : this.none
    if (min === 1 && max === 1) return part
    const least = part.isNullable ? 0 : min
    const form: Form = { kind: 'repeat', part, min: least, max }
    return this.#make(`r${part.id},${least},${max}`, form, least === 0)
  }

  /** What may follow a character. */
  after(expression: Expression, character: number): Expression {
    const { form } = expression
    const next = (part: Expression) => this.after(part, character)
    switch (form.kind) {
      case 'none':
      case 'empty':
        return this.none
      case 'any':
        return this.any
      case 'set':
        return form.set.has(character) ? this.empty : this.none
      case 'chain': {
        const rest = this.chain(next(form.first), form.rest)
        return form.first.isNullable ? this.either([rest, next(form.rest)]) : rest
      }
      case 'either':
        return this.either(form.options.map(next))
      case 'both':
        return this.both(form.parts.map(next))
      case 'not':
        return this.not(next(form.part))
      case 'repeat': {
        const left = this.repeat(form.part, Math.max(0, form.min - 1), form.max - 1)
        return this.chain(next(form.part), left)
      }
    }
  }

  #make(key: string, form: Form, isNullable: boolean): Expression {
    const known = this.#known.get(key)
    if (known) return known
    const made = { id: this.#known.size, form, isNullable }
    this.#known.set(key, made)
    return made
  }
}

/** The sets that decide about the first character. */
export function firstSets(
  expression: Expression,
  found = new Set<CharacterSet>(),
): Set<CharacterSet> {
  const { form } = expression
  switch (form.kind) {
    case 'set':
      found.add(form.set)
      break
    case 'chain':
      firstSets(form.first, found)
      if (form.first.isNullable) firstSets(form.rest, found)
      break
    case 'either':
      for (const option of form.options) firstSets(option, found)
      break
    case 'both':
      for (const part of form.parts) firstSets(part, found)
      break
    case 'not':
    case 'repeat':
      firstSets(form.part, found)
      break
    default:
  }
  return found
}

function ids(list: readonly Expression[]): string {
  return list.map(({ id }) => id).join(',')
}

function sorted(list: readonly Expression[]): Expression[] {
  return list.toSorted((left, right) => left.id - right.id)
}
