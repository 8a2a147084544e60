import type { SampleRequest } from '../request-of.ts'

/** A language that samples are written in. */
export interface SampleLanguage {
  /** Part of addresses and of the choice that a reader makes. */
  readonly id: string
  readonly label: string
  /** What colours it. */
  readonly highlight: string
  /** Whether a test of this package runs its samples and compares the bytes on the wire with the request. */
  readonly isTested: boolean
  write(request: SampleRequest): string
}

/** Headers that a language's own parts write. */
export function headersWithout(
  { headers }: SampleRequest,
  ...left: readonly string[]
): SampleRequest['headers'] {
  return headers.filter(([name]) => !left.includes(name))
}

/** The body as people read it: JSON over several lines where it is long. */
export function bodyText({ body, essence }: SampleRequest): string | undefined {
  if (body === undefined || !isJsonBody(essence) || body.length < 60) return body
  return JSON.stringify(JSON.parse(body), null, 2)
}

/** Whether a body can be shown as a value of JSON. */
export function isJsonBody(essence: string | undefined): boolean {
  return essence !== undefined && /^(?:application|text)\/json$|\+json$/.test(essence)
}
