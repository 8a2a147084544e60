/** What is wrong with an answer. */
export type AnswerFindingId =
  | 'response-status-undocumented'
  | 'response-media-type-undocumented'
  | 'response-body-undocumented'
  | 'response-body-missing'
  | 'response-body-schema-mismatch'
  | 'response-header-missing'
  | 'response-header-undocumented'
  | 'response-header-schema-mismatch'

/**
 * An answer that the document does not promise, as data: a `Finding` of the toolkit, told by a running server.
 */
export interface AnswerFinding {
  readonly id: AnswerFindingId
  /** A warning is sent as it is, whatever `checkResponses` says: the document does not forbid it. */
  readonly severity: 'error' | 'warning'
  /** What the document promises and what the server was about to send. */
  readonly message: string
  readonly operationId: string
  readonly evidence: {
    readonly method: string
    readonly path: string
    readonly status: number
    readonly mediaType?: string
    /** Where the body or the headers break their schema, and how. */
    readonly issues?: readonly {
      readonly path: readonly (string | number)[]
      readonly message: string
    }[]
  }
}
