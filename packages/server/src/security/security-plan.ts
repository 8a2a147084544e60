import type { SecurityRequirement, SecuritySchemeDescriptor } from '@concordat/wire'
import type { VerifierDetails } from '../types/verifier.ts'

/** A verifier with its credential's type forgotten: the plan hands it only what its own scheme extracts. */
export type AnyVerifier = (credential: never, details: VerifierDetails) => unknown

/** One scheme of one alternative. */
export interface SchemeCheck {
  readonly name: string
  readonly scheme: SecuritySchemeDescriptor
  readonly verify: AnyVerifier
  readonly scopes: readonly string[]
  /** Equal checks of several alternatives share one result. */
  readonly slot: number
}

/** An operation's `security`, made ready. */
export interface SecurityPlan {
  /** Alternatives that need a credential, in document order. */
  readonly alternatives: readonly (readonly SchemeCheck[])[]
  /** Whether the document also lets a request in without any. */
  readonly anonymous: boolean
  /** Number of different checks. */
  readonly slots: number
}

/**
 * Makes an operation's security requirements ready to be evaluated.
 *
 * @returns `undefined` when the operation needs no credential at all.
 * @throws TypeError when a scheme is not described or has no verifier: a request would never be judged.
 * @see OpenAPI 3.1, 4.8.30
 */
export function planSecurity(
  operationId: string,
  requirements: readonly SecurityRequirement[] | undefined,
  schemes: Readonly<Record<string, SecuritySchemeDescriptor>>,
  verifiers: object,
): SecurityPlan | undefined {
  if (!requirements || requirements.length === 0) return undefined
  const slots = new Map<string, number>()
  const checkOf = (name: string, scopes: readonly string[]): SchemeCheck => {
    const scheme = Object.hasOwn(schemes, name) ? schemes[name] : undefined
    const verify: unknown = Object.hasOwn(verifiers, name)
      ? Reflect.get(verifiers, name)
      : undefined
    if (!scheme)
      throw new TypeError(
        `Operation \`${operationId}\` asks for the security scheme \`${name}\`, which is not described.`,
      )
    if (typeof verify !== 'function')
      throw new TypeError(
        `Operation \`${operationId}\` asks for the security scheme \`${name}\`: give its verifier as \`auth.${name}\`.`,
      )
    const key = JSON.stringify([name, scopes])
    const slot = slots.get(key) ?? slots.size
    slots.set(key, slot)
    // The generated types hold what a verifier takes and gives.
    return { name, scheme, verify: verify as AnyVerifier, scopes, slot }
  }
  const alternatives = requirements
    .map((requirement) =>
      Object.entries(requirement).map(([name, scopes]) => checkOf(name, scopes)),
    )
    .filter((checks) => checks.length > 0)
  const anonymous = alternatives.length < requirements.length
  return alternatives.length === 0 ? undefined : { alternatives, anonymous, slots: slots.size }
}
