/** Why a source was not read: `refused` by policy, or it cannot be had. */
export class SourceUnavailable extends Error {
  readonly reason: 'refused' | 'missing'

  constructor(reason: 'refused' | 'missing', message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}
