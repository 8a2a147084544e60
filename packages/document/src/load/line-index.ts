/** Turns offsets of a text into lines and columns, and lines into text. Built on first use. */
export class LineIndex {
  readonly #text: string
  #starts: number[] | undefined

  constructor(text: string) {
    this.#text = text
  }

  /** Line and column of an offset; both begin at 1, columns count UTF-16 units as editors do. */
  at(offset: number): { line: number; column: number } {
    const starts = this.#lineStarts()
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
  }

  /** Text of a line, without its end; `undefined` past the last. */
  line(line: number): string | undefined {
    const starts = this.#lineStarts()
    const start = starts[line - 1]
    if (start === undefined) return undefined
    const end = starts[line] ?? this.#text.length
    return this.#text.slice(start, end).replace(/\r?\n$|\r$/, '')
  }

  #lineStarts(): number[] {
    if (this.#starts) return this.#starts
    const starts = [0]
    for (let at = this.#text.indexOf('\n'); at !== -1; at = this.#text.indexOf('\n', at + 1)) {
      starts.push(at + 1)
    }
    this.#starts = starts
    return starts
  }
}
