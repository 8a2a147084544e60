import type { JsonValue } from '@concordat/core'

/** Something odd about how a file is written, at an offset of its text. */
export interface SyntaxDefect {
  readonly id:
    | 'document-key-duplicate'
    | 'document-key-repeated'
    | 'document-value-not-json'
    | 'document-yaml-warning'
  readonly message: string
  readonly offset: number
}

/** The defect of a key that stands twice in an object; harmless when both say the same. */
export function duplicateKey(key: string, isSame: boolean, offset: number): SyntaxDefect {
  return isSame
    ? {
        id: 'document-key-repeated',
        message: `The key \`${key}\` stands twice in the same object, with the same value. Remove one of them.`,
        offset,
      }
    : {
        id: 'document-key-duplicate',
        message: `The key \`${key}\` stands twice in the same object, with different values; the last one is read. Remove one of them.`,
        offset,
      }
}

/** What a parser makes of a text: the data, and a way back from each object and array to the text. */
export interface SyntaxTree {
  readonly data: JsonValue
  readonly defects: readonly SyntaxDefect[]
  /** Number of values, aliases counted as often as they are used. */
  readonly nodes: number
  /** Offset of a member's key, of an item, or of the container itself; `undefined` when it is not of this file. */
  offset(container: object, key?: string | number): number | undefined
  /** A scalar member as it is written, for example `1.10` where the value is the number 1.1. */
  written(container: object, key: string | number): string | undefined
}

/** A text that cannot be parsed, before it is known which file it is. */
export class SyntaxProblem extends Error {
  readonly offset: number | undefined
  readonly code: string

  constructor(code: string, message: string, offset?: number) {
    super(message)
    this.code = code
    this.offset = offset
  }
}
