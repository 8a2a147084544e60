import type { JsonPointer } from '@concordat/core'

/** Stages of a run, in the order in which they are worth most. */
export type PhaseName = 'examples' | 'coverage' | 'generation' | 'stateful' | 'security'

/** Ways in which a credential is not one that the document asks for. */
export type BadCredential =
  | 'wrong'
  | 'malformed'
  | 'empty'
  | 'truncated'
  | 'extended'
  | 'tampered'
  | 'expired'
  | 'other-scheme'

/** Stages of a run, with those that are no choice: looking before something is changed, and removing what was made. */
export type SendingPhase = PhaseName | 'looking' | 'cleaning'

/** What a request carries to be let in. */
export type CredentialUse =
  | { readonly kind: 'not-needed' }
  | { readonly kind: 'sufficient'; readonly identity: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'bad'; readonly how: BadCredential; readonly label: string }
  | { readonly kind: 'unavailable'; readonly schemes: readonly string[] }

/** Why a request is sent, as checks may rely on it. What the request breaks is not here: that is judged. */
export interface Purpose {
  readonly phase: SendingPhase
  /** A few words for a person. */
  readonly label: string
  readonly credential: CredentialUse
  /**
   * What is known of the things that the path names: they exist, they cannot exist, nobody knows; `none` when the path
   * names nothing.
   */
  readonly resource: 'none' | 'known' | 'unknown' | 'guessed'
  /** The same request but for this one difference was answered with success. */
  readonly contrast?: Contrast
  /** Set when nothing in the request refers to anything that a server may not know, so that it has no reason to refuse it. */
  readonly plain?: true
  /** Set when the method is one that the document does not have at this path. */
  readonly undocumentedMethod?: true
  /** Set when something about the message is unusual on purpose, so that servers may refuse it below the document's level. */
  readonly unusual?: true
  /** The state that a provider was put into, where the document's rarer answers are asked for. */
  readonly state?: { readonly name: string; readonly status: string }
}

/** The one difference to a request that succeeded. */
export interface Contrast {
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'body' | 'media-type'
  /** Parameter or dotted path inside the body. */
  readonly name: string
  readonly keyword: string
  readonly pointer: JsonPointer
  /** No good reason is left to refuse it, if it is valid. */
  readonly ordinary: boolean
  readonly label: string
}
