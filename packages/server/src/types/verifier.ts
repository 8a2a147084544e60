import type { BasicCredential, SecuritySchemeDescriptor } from '@concordat/wire'
import type { Context } from 'hono'
import type { Refusal } from '../refuse.ts'

/** What a verifier is told beside the credential. */
export interface VerifierDetails {
  /** Scopes (or roles) that the operation asks of this scheme. */
  readonly scopes: readonly string[]
  readonly operationId: string
  readonly request: Request
  readonly context: Context
}

/**
 * Judges one credential: returns the principal it stands for, or `null` (also `undefined` and `false`) when it stands
 * for nobody, or what {@link refuse} says when the refusal should tell more.
 */
export type Verifier<Credential = never, Principal = unknown> = (
  credential: Credential,
  details: VerifierDetails,
) =>
  | Principal
  | Refusal
  | null
  | undefined
  | false
  | Promise<Principal | Refusal | null | undefined | false>

/** What a caller presents under a security scheme: text, or user and password for `basic`. */
export type CredentialOf<Scheme> = Scheme extends {
  readonly type: 'http'
  readonly scheme: infer Name
}
  ? Name extends string
    ? Lowercase<Name> extends 'basic'
      ? BasicCredential
      : string
    : never
  : Scheme extends { readonly type: 'mutualTLS' }
    ? undefined
    : string

/** Names of the security schemes that any operation of a table asks for. */
export type UsedScheme<Table> = Table[keyof Table] extends infer Descriptor
  ? Descriptor extends { readonly security: readonly (infer Requirement)[] }
    ? KeyOfEach<Requirement>
    : never
  : never

type KeyOfEach<Requirement> = Requirement extends unknown ? keyof Requirement : never

/**
 * One verifier per security scheme that the document uses.
 *
 * @example
 * ```ts
 * import type { Verifiers } from '@concordat/server'
 * const schemes = { token: { type: 'http', scheme: 'bearer' } } as const
 * const auth: Verifiers<typeof schemes> = {
 *   token: (credential, { scopes }) => (credential === 'secret' ? { user: 'ada', scopes } : null),
 * }
 * ```
 */
export type Verifiers<
  Schemes = Readonly<Record<string, SecuritySchemeDescriptor>>,
  Table = { any: { security: readonly { readonly [Name in keyof Schemes]: readonly string[] }[] } },
> = {
  readonly [Name in keyof Schemes as Name extends UsedScheme<Table> ? Name : never]: Verifier<
    CredentialOf<Schemes[Name]>
  >
}

/** What a verifier found out, without the ways in which it refuses. */
export type PrincipalOf<V> = V extends (...args: never[]) => infer Result
  ? Exclude<Awaited<Result>, Refusal | null | undefined | false>
  : unknown

/**
 * What handlers find in `input.auth`: a union over the alternatives of the operation's `security`, each an object
 * with one principal per scheme; `{}` where no credential is needed.
 */
export type AuthOf<Descriptor, Auth> = Descriptor extends {
  readonly security: readonly (infer Requirement)[]
}
  ? PrincipalsOf<Requirement, Auth>
  : Record<never, never>

type PrincipalsOf<Requirement, Auth> = Requirement extends unknown
  ? {
      readonly [Name in keyof Requirement]: Name extends keyof Auth
        ? PrincipalOf<Auth[Name]>
        : unknown
    }
  : never
