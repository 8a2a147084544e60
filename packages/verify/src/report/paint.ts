/** Colours and marks of a terminal, or none. */
export interface Paint {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly red: (text: string) => string
  readonly green: (text: string) => string
  readonly yellow: (text: string) => string
  readonly cyan: (text: string) => string
  readonly marks: {
    readonly pass: string
    readonly fail: string
    readonly warn: string
    readonly dot: string
  }
}

const plain = (text: string): string => text

/** No colour; marks that every terminal shows. */
export const noPaint: Paint = {
  bold: plain,
  dim: plain,
  red: plain,
  green: plain,
  yellow: plain,
  cyan: plain,
  marks: { pass: '✓', fail: '✗', warn: '!', dot: '·' },
}
