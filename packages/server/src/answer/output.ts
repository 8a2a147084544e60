/** A handler's output with its types forgotten. */
export interface Output {
  readonly status: number
  readonly body?: unknown
  readonly mediaType?: string
  readonly headers?: Readonly<Record<string, unknown>>
}

/** Whether what a handler returned can be sent at all. */
export function isOutput(value: unknown): value is Output {
  if (typeof value !== 'object' || value === null || !('status' in value)) return false
  const { status } = value
  return typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599
}
