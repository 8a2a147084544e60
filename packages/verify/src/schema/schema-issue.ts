import type { JsonPointer } from '@concordat/core'

/** One way in which a value breaks a schema. */
export interface SchemaIssue {
  /** Keyword that failed, for example `maxLength`. */
  readonly keyword: string
  /** Where in the value, as a JSON pointer. */
  readonly at: JsonPointer
  /** Where in the document the keyword stands. */
  readonly pointer: JsonPointer
  readonly message: string
  /** The format's name, where `keyword` is `format`. */
  readonly format?: string
}
