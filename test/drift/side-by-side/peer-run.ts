/** One run of a peer over one server. */
export interface PeerRun {
  readonly peer: string
  readonly server: string
  readonly turn: number
  readonly claims: readonly string[]
  readonly requests: number
  readonly seconds: number
}
