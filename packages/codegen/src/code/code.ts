/**
 * A piece of generated code. It can only be made by the functions of the code-writer: the class is not exported as a
 * value, and its private member keeps look-alikes out.
 */
export type { CodeNode as Code }

/** What a piece of code is made of. */
export type Layout =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'line-break' }
  | { readonly kind: 'sequence'; readonly parts: readonly CodeNode[] }
  | { readonly kind: 'indented'; readonly margin: number; readonly part: CodeNode }
  | {
      readonly kind: 'group'
      readonly open: string
      readonly items: readonly CodeNode[]
      readonly close: string
      readonly padded: boolean
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
  return new CodeNode({ kind: 'text', value }, value.length)
}

export function sequence(parts: readonly CodeNode[]): CodeNode {
  const only = parts[0]
  if (parts.length === 1 && only) return only
  return new CodeNode({ kind: 'sequence', parts }, totalWidth(parts))
}

export function indented(margin: number, part: CodeNode): CodeNode {
  return new CodeNode({ kind: 'indented', margin, part }, part.width)
}

/** Items between brackets: on one line where they fit, else one per line. */
export function group(
  open: string,
  items: readonly CodeNode[],
  close: string,
  padded: boolean,
): CodeNode {
  const width =
    open.length + close.length + (padded ? 2 : 0) + totalWidth(items) + 2 * (items.length - 1)
  return new CodeNode({ kind: 'group', open, items, close, padded }, width)
}

function totalWidth(parts: readonly CodeNode[]): number {
  return parts.reduce((sum, part) => sum + part.width, 0)
}
