import type { SecuritySchemeDescriptor } from '@concordat/wire'

/** A verifier for every scheme that takes whatever is presented. */
export type AutomaticVerifiers<Schemes> = {
  readonly [Name in keyof Schemes]: (credential: unknown) => { readonly scheme: Name }
}

/**
 * Makes verifiers that take any credential, for servers that only answer examples. What is absent is still refused.
 *
 * @example
 * ```ts
 * import { automaticVerifiers } from '@concordat/server/automatic'
 * const schemes = { token: { type: 'http', scheme: 'bearer' } } as const
 * const auth = automaticVerifiers(schemes)
 * auth.token('anything') // { scheme: 'token' }
 * ```
 */
export function automaticVerifiers<
  const Schemes extends Readonly<Record<string, SecuritySchemeDescriptor>>,
>(schemes: Schemes): AutomaticVerifiers<Schemes> {
  const verifiers = Object.keys(schemes).map((name) => [name, () => ({ scheme: name })])
  // `fromEntries` forgets the names that it was given.
  return Object.fromEntries(verifiers) as AutomaticVerifiers<Schemes>
}
