import { Refusal } from '../refuse.ts'
import type { AuthPolicy } from '../types/server-options.ts'
import type { VerifierDetails } from '../types/verifier.ts'
import { challengeOf } from './challenge.ts'
import type { SchemeCheck, SecurityPlan } from './security-plan.ts'

/** A credential that a request shows; of `mutualTLS` the connection is the witness, and the value is `undefined`. */
export interface PresentedCredential {
  readonly value: unknown
}

/** Principals by scheme name, or why there are none. */
export type Authorisation =
  | { readonly granted: true; readonly auth: Readonly<Record<string, unknown>> }
  | { readonly granted: false; readonly refusal: Refusal; readonly challenges: readonly string[] }

/** What {@link authorise} reads of a request. */
export interface AuthoriseInput {
  readonly policy: AuthPolicy
  readonly realm: string
  readonly details: Omit<VerifierDetails, 'scopes'>
  /** The credential a request carries for a scheme; `undefined` when it carries none. */
  readonly present: (check: SchemeCheck) => PresentedCredential | undefined
}

/** What became of one check. */
type Verdict =
  | { readonly passed: true; readonly principal: unknown }
  | { readonly passed: false; readonly refusal: Refusal; readonly check: SchemeCheck }

const nothingPresented = new Refusal({
  kind: 'unauthorized',
  message: 'This operation needs a credential that the request does not carry.',
})

/**
 * Evaluates an operation's security: a list of alternatives, each a set of schemes that must all be satisfied.
 * Verifiers of schemes whose credential is absent are never called, and equal checks are made once.
 *
 * @see OpenAPI 3.1, 4.8.30
 */
export async function authorise(plan: SecurityPlan, input: AuthoriseInput): Promise<Authorisation> {
  const verdicts = new Array<Verdict | undefined>(plan.slots)
  const refused: (Verdict & { passed: false })[] = []
  for (const alternative of plan.alternatives) {
    const credentials = presentAll(alternative, input)
    if (!credentials) continue
    const auth: Record<string, unknown> = Object.create(null)
    let failed = false
    for (const { check, credential } of credentials) {
      const verdict = verdicts[check.slot] ?? (await judge(check, credential, input))
      verdicts[check.slot] = verdict
      if (verdict.passed) auth[check.name] = verdict.principal
      else {
        failed = true
        refused.push(verdict)
        break
      }
    }
    if (!failed) return { granted: true, auth }
    if (input.policy === 'first-present') return refusalOf(plan, refused, input.realm)
  }
  return plan.anonymous ? { granted: true, auth: {} } : refusalOf(plan, refused, input.realm)
}

function presentAll(
  alternative: readonly SchemeCheck[],
  input: AuthoriseInput,
): readonly { check: SchemeCheck; credential: PresentedCredential }[] | undefined {
  const credentials: { check: SchemeCheck; credential: PresentedCredential }[] = []
  for (const check of alternative) {
    const credential = input.present(check)
    if (!credential) return undefined
    credentials.push({ check, credential })
  }
  return credentials
}

async function judge(
  check: SchemeCheck,
  presented: PresentedCredential,
  input: AuthoriseInput,
): Promise<Verdict> {
  // The credential was read by this very scheme, so it has the type that the scheme's verifier takes.
  const result = await check.verify(presented.value as never, {
    ...input.details,
    scopes: check.scopes,
  })
  if (Refusal.is(result)) return { passed: false, check, refusal: result }
  if (result === null || result === undefined || result === false) {
    const message = 'The credential is not accepted.'
    return { passed: false, check, refusal: new Refusal({ kind: 'unauthorized', message }) }
  }
  return { passed: true, principal: result }
}

/** A credential that is good but not enough says more than one that is not good at all. */
function refusalOf(
  plan: SecurityPlan,
  refused: readonly (Verdict & { passed: false })[],
  realm: string,
): Authorisation {
  const forbidden = refused.find(({ refusal }) => refusal.kind === 'forbidden')
  if (forbidden) {
    const { check, refusal } = forbidden
    const own = refusal.challenge ?? scopesChallenge(check, realm)
    return { granted: false, refusal, challenges: own === undefined ? [] : [own] }
  }
  const refusal = refused[0]?.refusal ?? nothingPresented
  const challenges = new Set<string>()
  for (const check of plan.alternatives.flat()) {
    const verdict = refused.find((entry) => entry.check.name === check.name)
    const reason = { kind: verdict ? 'refused' : 'missing' } as const
    const challenge = verdict?.refusal.challenge ?? challengeOf(check.scheme, realm, reason)
    if (challenge !== undefined) challenges.add(challenge)
  }
  return { granted: false, refusal, challenges: [...challenges] }
}

/** Only bearer tokens have a challenge that asks for more scopes. @see RFC 6750, section 3.1 */
function scopesChallenge({ scheme, scopes }: SchemeCheck, realm: string): string | undefined {
  const bearer =
    scheme.type === 'oauth2' ||
    scheme.type === 'openIdConnect' ||
    (scheme.type === 'http' && scheme.scheme.toLowerCase() === 'bearer')
  return bearer && scopes.length > 0
    ? challengeOf(scheme, realm, { kind: 'scopes', scopes })
    : undefined
}
