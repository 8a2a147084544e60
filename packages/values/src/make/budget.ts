import type { BoundKind } from './outcome.ts'

/** How far a search may go. */
export interface Bound {
  /** JSON values and characters of texts that a made value may have, about. @default 100_000 */
  readonly size?: number
  /** Places that are filled, those of attempts that come to nothing included. @default 100_000 */
  readonly steps?: number
  /** Asked from time to time: whether the time is over. What is made then depends on the clock. */
  readonly isOver?: () => boolean
}

/** What is left of a bound. */
export class Budget {
  readonly #isOver: (() => boolean) | undefined
  readonly #size: number
  #steps: number
  #sizeLeft: number
  #timeIsOver = false

  constructor({ size = 100_000, steps = 100_000, isOver }: Bound = {}) {
    this.#size = size
    this.#sizeLeft = size
    this.#steps = steps
    this.#isOver = isOver
  }

  /** Takes a step; says which bound forbids it. */
  step(): BoundKind | undefined {
    this.#steps -= 1
    if (this.#steps % 64 === 0 && this.#isOver?.() === true) this.#timeIsOver = true
    return this.spent
  }

  /** Room of the value that is being made; a value that is given up gives its room back. */
  get sizeLeft(): number {
    return this.#sizeLeft
  }

  set sizeLeft(left: number) {
    this.#sizeLeft = left
  }

  /** All room is free again. */
  empty(): void {
    this.#sizeLeft = this.#size
  }

  /** Whether so much was made that no more should be but what must. */
  get isScarce(): boolean {
    return this.#sizeLeft < this.#size * 0.9
  }

  get spent(): BoundKind | undefined {
    if (this.#timeIsOver) return 'time'
    if (this.#steps <= 0) return 'steps'
    return this.#sizeLeft <= 0 ? 'size' : undefined
  }
}
