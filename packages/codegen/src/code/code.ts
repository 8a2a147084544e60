/**
 * A piece of generated code. It can only be made by the functions of the code-writer: the class is not exported as a
 * value, and its private member keeps look-alikes out.
 */
export type { CodeNode as Code }

/** What a piece of code is made of. */
export type Layout =
  | {
      readonly kind: 'text'
      readonly value: string
      /** A literal or a comment: no name in it refers to anything. */
      readonly isData: boolean
    }
  | { readonly kind: 'line-break' }
  | { readonly kind: 'sequence'; readonly parts: readonly CodeNode[] }
  | { readonly kind: 'indented'; readonly margin: number; readonly part: CodeNode }
  | { readonly kind: 'group'; readonly style: GroupStyle; readonly items: readonly CodeNode[] }

/** How the items of a group stand on one line, and how each stands on a line of its own. */
export interface GroupStyle {
  readonly open: string
  readonly close: string
  /** Between items on one line. */
  readonly separator: string
  /** Inside the brackets, on one line. */
  readonly padding: '' | ' '
  /** Before and after each item on a line of its own. */
  readonly bullet: '' | '| '
  readonly terminator: '' | ','
  /** After the last item on a line of its own, where that differs. */
  readonly lastTerminator?: ''
}

class CodeNode {
  readonly #layout: Layout
  /** Characters on one line; `Infinity` when the code has a line break that must stay. */
  readonly width: number

  constructor(layout: Layout, width: number) {
    this.#layout = layout
    this.width = width
  }

  get layout(): Layout {
    return this.#layout
  }
}

export const lineBreak = new CodeNode({ kind: 'line-break' }, Number.POSITIVE_INFINITY)

export function text(value: string): CodeNode {
  return new CodeNode({ kind: 'text', value, isData: false }, value.length)
}

/** Text of a literal or of a comment. */
export function data(value: string): CodeNode {
  return new CodeNode({ kind: 'text', value, isData: true }, value.length)
}

export function sequence(parts: readonly CodeNode[]): CodeNode {
  const only = parts[0]
  if (parts.length === 1 && only) return only
  return new CodeNode({ kind: 'sequence', parts }, totalWidth(parts))
}

export function indented(margin: number, part: CodeNode): CodeNode {
  return new CodeNode({ kind: 'indented', margin, part }, part.width)
}

/** Items on one line where they fit, else one per line. */
export function group(style: GroupStyle, items: readonly CodeNode[]): CodeNode {
  const { open, close, separator, padding } = style
  const brackets = open.length + close.length + 2 * padding.length
  const width = brackets + totalWidth(items) + separator.length * (items.length - 1)
  return new CodeNode({ kind: 'group', style, items }, width)
}

function totalWidth(parts: readonly CodeNode[]): number {
  return parts.reduce((sum, part) => sum + part.width, 0)
}
