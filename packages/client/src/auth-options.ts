import type {
  BasicCredential,
  Credential,
  OperationDescriptor,
  SecuritySchemeDescriptor,
} from '@concordat/wire'

/** Sends a request. */
export type Fetch = (request: Request) => Promise<Response>

/** What is known of a call besides its input. */
export interface CallContext {
  readonly operation: OperationDescriptor
  /** Base URL of the operation, against which a relative token URL is resolved. */
  readonly baseUrl: string
  /** Whether the request can be sent again: a stream cannot. */
  readonly replayable: boolean
  readonly signal: AbortSignal | undefined
  readonly fetch: Fetch
}

/** What a credential function is told about the call it serves. */
export interface CredentialContext extends CallContext {
  /** Name of the security scheme in the document. */
  readonly schemeName: string
  readonly scheme: SecuritySchemeDescriptor
  /** Scopes that the operation asks for. */
  readonly scopes: readonly string[]
}

/**
 * Gives a credential for each call. `undefined` or an empty text: there is none now, and the next alternative of the
 * operation's security is tried.
 */
export interface CredentialFunction<Value extends Credential = Credential> {
  (context: CredentialContext): Value | undefined | Promise<Value | undefined>
  /** Gives what is to send the request, so that a refused credential can be renewed. */
  readonly send?: (context: CredentialContext) => Fetch
}

/** Ways to give the credential of one security scheme. */
export type AuthOption<Scheme> = Scheme extends { readonly type: 'mutualTLS' }
  ? true
  : Scheme extends { readonly type: 'http'; readonly scheme: infer Name extends string }
    ? Lowercase<Name> extends 'basic'
      ? BasicCredential | CredentialFunction<BasicCredential>
      : string | CredentialFunction<string>
    : string | CredentialFunction<string>

/** Credentials by the names of the document's security schemes. */
export type AuthOptions<Schemes> = {
  readonly [Name in keyof Schemes]?: AuthOption<Schemes[Name]> | undefined
}
