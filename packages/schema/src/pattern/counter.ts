/**
 * How often a character has been read in a row, for every round in which the counting began. All counts grow together,
 * so the rounds alone are kept, oldest first: it has counted most.
 */
export class Counter {
  #rounds: number[] = []
  #oldest = 0

  /** Begins a count in a round, which may end at a bound or never. */
  begin(round: number, max: number): void {
    // Without an upper bound only the oldest count matters, and the newest, should the others end in this round.
    if (max === Number.POSITIVE_INFINITY && this.#rounds.length - this.#oldest > 1) {
      this.#rounds.pop()
    }
    this.#rounds.push(round)
  }

  /** Forgets all counts but one that begins in this very round. */
  clear(round: number): void {
    const last = this.#rounds.at(-1)
    this.#rounds = last === round ? [round] : []
    this.#oldest = 0
  }

  /** The greatest count in a round, up to the bound; `undefined` when there is none. */
  most(round: number, max: number): number | undefined {
    for (
      let begun = this.#rounds[this.#oldest];
      begun !== undefined;
      begun = this.#rounds[this.#oldest]
    ) {
      if (round - begun <= max) return round - begun
      this.#oldest += 1
      // Memory for the counts that are over is given back now and then.
      if (this.#oldest > 1024 && this.#oldest * 2 > this.#rounds.length) {
        this.#rounds = this.#rounds.slice(this.#oldest)
        this.#oldest = 0
      }
    }
    return undefined
  }
}
