import type { Code, Layout } from './code.ts'

type Group = Extract<Layout, { kind: 'group' }>

const step = 2

/** How code is printed. */
export interface RenderOptions {
  /** Longest line that a group may make before it is broken, in characters. @default 100 */
  readonly width?: number
}

/** Prints code. A file's text still needs its last line break. */
export function render(root: Code, { width = 100 }: RenderOptions = {}): string {
  const printer = new Printer(width)
  printer.print(root, 0, false)
  return printer.text()
}

class Printer {
  readonly #out: string[] = []
  #column = 0
  /** Indentation that waits for the first text of its line, so that blank lines stay empty. */
  #pending = 0
  readonly #width: number

  constructor(width: number) {
    this.#width = width
  }

  text(): string {
    return this.#out.join('')
  }

  print(code: Code, indent: number, flat: boolean): void {
    const layout = code.layout
    if (layout.kind === 'text') this.#write(layout.value)
    else if (layout.kind === 'line-break') this.#breakLine(indent)
    else if (layout.kind === 'indented') this.print(layout.part, indent + layout.margin, flat)
    else if (layout.kind === 'sequence') {
      for (const part of layout.parts) this.print(part, indent, flat)
    } else if (flat || this.#at() + code.width <= this.#width) this.#printFlat(layout, indent)
    else this.#printBroken(layout, indent)
  }

  #printFlat({ style, items }: Group, indent: number): void {
    this.#write(style.open + style.padding)
    items.forEach((item, index) => {
      if (index > 0) this.#write(style.separator)
      this.print(item, indent, true)
    })
    this.#write(style.padding + style.close)
  }

  #printBroken({ style, items }: Group, indent: number): void {
    this.#write(style.open)
    items.forEach((item, index) => {
      this.#breakLine(indent + step)
      this.#write(style.bullet)
      this.print(item, indent + step, false)
      const isLast = index === items.length - 1
      this.#write((isLast ? style.lastTerminator : undefined) ?? style.terminator)
    })
    if (style.close === '') return
    this.#breakLine(indent)
    this.#write(style.close)
  }

  #at(): number {
    return Math.max(this.#column, this.#pending)
  }

  #write(value: string): void {
    if (value === '') return
    if (this.#pending > 0) {
      this.#out.push(' '.repeat(this.#pending))
      this.#column = this.#pending
      this.#pending = 0
    }
    this.#out.push(value)
    this.#column += value.length
  }

  #breakLine(indent: number): void {
    // A group that breaks before its first item leaves the space that stood before it.
    const last = this.#out.pop()
    if (last !== undefined) this.#out.push(last.replace(/ +$/, ''))
    this.#out.push('\n')
    this.#column = 0
    this.#pending = indent
  }
}
