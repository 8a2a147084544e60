import type { AnswerFinding } from '../answer-finding.ts'
import { problemDetails } from '../problem-details.ts'
import type { ErrorsAdapter } from '../server-problem.ts'
import type {
  AnswerChecks,
  AuthPolicy,
  ErrorDetails,
  ServeOptions,
} from '../types/server-options.ts'

/** Options with their defaults filled in. */
export interface Runtime {
  readonly authPolicy: AuthPolicy
  readonly errors: ErrorsAdapter
  readonly onError: (error: unknown, details: ErrorDetails) => void
  readonly onFinding: (finding: AnswerFinding) => void
  readonly checks: AnswerChecks
  readonly refuseUnacceptable: boolean
  readonly realm: string
}

/** Fills in the defaults of a server's options. */
export function runtimeOf(options: ServeOptions): Runtime {
  return {
    authPolicy: options.authPolicy ?? 'any',
    errors: options.errors ?? problemDetails,
    onError: options.onError ?? logError,
    onFinding: options.onFinding ?? logFinding,
    checks: options.checkResponses ?? (isProduction() ? 'off' : 'enforce'),
    refuseUnacceptable: options.refuseUnacceptable ?? false,
    realm: options.realm ?? 'api',
  }
}

/** `NODE_ENV`, where there is a `process`; elsewhere nobody said production. */
function isProduction(): boolean {
  // The only look at Node's globals: runtimes without them have no `process`.
  const scope = globalThis as { process?: { env?: Record<string, string | undefined> } }
  return scope.process?.env?.NODE_ENV === 'production'
}

function logError(error: unknown, { operationId, request }: ErrorDetails): void {
  console.error(
    `${request.method} ${request.url} (${operationId ?? 'no operation'}) failed:`,
    error,
  )
}

function logFinding({ id, severity, message, evidence }: AnswerFinding): void {
  if (severity === 'error') console.error(`${id}: ${message}`, evidence.issues ?? '')
}
