/** Why a credential is refused: not accepted at all (401), or accepted but without permission (403). */
export type RefusalKind = 'unauthorized' | 'forbidden'

/** What a verifier may say of its refusal. All of it reaches the `errors` adapter as `problem.refusal`. */
export interface RefusalReason {
  readonly kind: RefusalKind
  /** For people; the default error body shows it. */
  readonly message?: string
  /** For programs: a code that the `errors` adapter turns into the vendor's own. */
  readonly code?: string
  /** Replaces the `WWW-Authenticate` challenge that is built from the security scheme. @see RFC 9110, section 11.6.1 */
  readonly challenge?: string
  /** Anything else that the `errors` adapter needs. */
  readonly details?: unknown
}

/** A verifier's refusal, made by {@link refuse}. */
export class Refusal implements RefusalReason {
  readonly kind: RefusalKind
  readonly message?: string
  readonly code?: string
  readonly challenge?: string
  readonly details?: unknown
  // Keeps a principal that merely looks alike from being taken for a refusal, in types too.
  readonly #refused = true

  /** Use {@link refuse}. */
  constructor(reason: RefusalReason) {
    this.kind = reason.kind
    if (reason.message !== undefined) this.message = reason.message
    if (reason.code !== undefined) this.code = reason.code
    if (reason.challenge !== undefined) this.challenge = reason.challenge
    if (reason.details !== undefined) this.details = reason.details
  }

  /** Whether a verifier's result is a refusal. */
  static is(value: unknown): value is Refusal {
    return typeof value === 'object' && value !== null && #refused in value
  }
}

/**
 * Says, as a verifier's result, why a credential is refused.
 *
 * @example
 * ```ts
 * import { refuse } from '@concordat/server'
 * const staffOnly = (token: string) =>
 *   token === 'staff' ? { staff: true } : refuse({ kind: 'forbidden', code: 'NOT_STAFF' })
 * ```
 * @see RFC 9110, sections 15.5.2 and 15.5.4
 */
export function refuse(reason: RefusalReason): Refusal {
  return new Refusal(reason)
}
