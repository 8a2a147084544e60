/** The parts of a request that parameters stand in, as they travelled. */
export interface RawRequest {
  readonly path: Readonly<Record<string, string>>
  readonly query: string
  readonly headers: Headers
}
