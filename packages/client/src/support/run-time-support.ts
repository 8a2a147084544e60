import type {
  Credential,
  EncodedBody,
  HeaderDescriptor,
  MediaTypeDescriptor,
  OperationDescriptor,
  SecuritySchemeDescriptor,
} from '@concordat/wire'
import type { CallContext, Fetch } from '../auth-options.ts'
import type { CallInput } from '../client-options.ts'

/** Security schemes as data, by name. */
export type SecuritySchemes = Readonly<Record<string, SecuritySchemeDescriptor>>

/** A request as far as parameters and credentials decide it, in the words of openapi-fetch. */
export interface OutgoingRequest {
  readonly params: {
    readonly path: Readonly<Record<string, unknown>>
    query?: Readonly<Record<string, unknown>> | undefined
    readonly header?: Readonly<Record<string, unknown>> | undefined
    /** Keeps the answer before openapi-fetch reads it; calls of `raw` have none. */
    keep?: (response: Response) => Response
  }
  readonly headers: Record<string, string>
  body?: EncodedBody['body']
  readonly pathSerializer: (url: string, values: Readonly<Record<string, unknown>>) => string
  readonly querySerializer?: (values: Readonly<Record<string, unknown>>) => string
}

/** Writes the parameters of a call. @throws for values that cannot be written. */
export type ParameterSupport = (operation: OperationDescriptor, input: CallInput) => OutgoingRequest

/** Puts a credential into a request; `true` is a certificate, which the connection has already. */
export type CredentialSupport = (
  scheme: SecuritySchemeDescriptor,
  credential: Credential | true,
  request: OutgoingRequest,
) => void

/** Gives what sends a request and follows its redirects. */
export type RedirectSupport = (
  definition: { readonly securitySchemes?: SecuritySchemes },
  call: CallContext,
) => Fetch

/** Reads one header of an answer; `key` is its name in lower case. @throws for a text that is no such value. */
export type HeaderSupport = (
  text: string,
  descriptor: HeaderDescriptor,
  key: string,
  headers: Headers,
) => unknown

/** Media types by the keys the document writes. */
export type Content = Readonly<Record<string, MediaTypeDescriptor>>

/** Writes and reads bodies. */
export interface BodySupport {
  /** Puts `input.body` and its `Content-Type` into a request. @throws for a value that cannot be written. */
  encode(request: OutgoingRequest, content: Content, input: CallInput): void
  /** The documented media type that covers a `Content-Type`. */
  pick(keys: readonly string[], contentType: string): string | undefined
  /** Reads a body under the documented media type `key`. @throws for bytes that are no such body. */
  decode(
    bytes: Uint8Array<ArrayBuffer>,
    descriptor: MediaTypeDescriptor,
    contentType: string,
    key: string,
  ): unknown
}
