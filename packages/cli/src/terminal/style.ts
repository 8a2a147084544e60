import { createColors } from 'picocolors'
import type { CommandContext, Output } from '../command-context.ts'

/** Colours and marks of one stream. Colour never stands alone: the marks carry the meaning. */
export interface Style {
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

/**
 * The style of a stream: colour only on a terminal, unless `FORCE_COLOR` asks for it, and never with `NO_COLOR`.
 * @see {@link https://no-color.org}
 */
export function styleOf(output: Output, env: CommandContext['env']): Style {
  const refused = (env.NO_COLOR ?? '') !== ''
  const forced = (env.FORCE_COLOR ?? '') !== '' && env.FORCE_COLOR !== '0'
  const plain = env.TERM === 'dumb'
  const colors = createColors(!refused && (forced || (output.isTTY && !plain)))
  return {
    bold: colors.bold,
    dim: colors.dim,
    red: colors.red,
    green: colors.green,
    yellow: colors.yellow,
    cyan: colors.cyan,
    marks: plain
      ? { pass: 'ok', fail: 'x', warn: '!', dot: '-' }
      : { pass: '✓', fail: '✗', warn: '!', dot: '·' },
  }
}
