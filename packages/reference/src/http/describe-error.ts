/** An error as it is logged. */
export interface ErrorDescription {
  readonly type: string
  readonly message: string
  readonly code?: string
  readonly stack?: string
  readonly cause?: unknown
  /** What failed on each of several ways. */
  readonly errors?: readonly unknown[]
}

/**
 * Describes an error for the log by what every error has. Libraries hang more on theirs: the whole connection with its
 * user and password, or the row that a constraint refused.
 */
export function describeError(error: unknown): ErrorDescription | string {
  if (!(error instanceof Error)) return String(error)
  const { name, message, stack, cause } = error
  const code: unknown = 'code' in error ? error.code : undefined
  return {
    type: name,
    message,
    ...(typeof code === 'string' && { code }),
    ...(stack !== undefined && { stack }),
    ...(cause !== undefined && { cause: describeError(cause) }),
    ...(error instanceof AggregateError && { errors: error.errors.map(describeError) }),
  }
}
