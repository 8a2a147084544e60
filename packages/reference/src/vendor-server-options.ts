import type { AnswerChecks, AnswerFinding, ErrorDetails } from '@concordat/server'
import type { ReferenceLogger } from './http/reference-logger.ts'

/** What the server of every vendor is told. */
export interface VendorServerOptions {
  readonly logger: ReferenceLogger
  /** Largest request body, in bytes. @default 1048576 (1 MiB) */
  readonly bodyLimit?: number
  readonly checkResponses?: AnswerChecks
}

/** The options that all generated servers share, made from ours. */
export function sharedServeOptions({ logger, bodyLimit, checkResponses }: VendorServerOptions) {
  return {
    // Each server is mounted under a prefix of its own, which ends as the vendor's addresses do.
    basePath: '',
    ...(bodyLimit !== undefined && { bodyLimit }),
    ...(checkResponses !== undefined && { checkResponses }),
    onError(error: unknown, { operationId, context }: ErrorDetails) {
      const requestId: unknown = context.get('requestId')
      logger.error({ err: error, operationId, requestId }, 'unexpected error')
    },
    onFinding(finding: AnswerFinding) {
      logger.error({ finding }, 'an answer breaks the document')
    },
  }
}
