import type { JsonValue } from '@concordat/core'
import type { Identity } from '../credentials/identity.ts'
import type { HeaderField } from '../transport/wire-exchange.ts'

export type ParameterSection = 'path' | 'query' | 'header' | 'cookie'

/** A body before it is written: a value for one of the documented media types, or bytes as they are. */
export type DraftBody =
  | { readonly kind: 'value'; readonly mediaType: string; readonly value: JsonValue }
  | {
      readonly kind: 'raw'
      /** `undefined`: no Content-Type. */
      readonly mediaType: string | undefined
      readonly bytes: Uint8Array
      /** The value that the bytes were made of, and how, so that they can be made of a fresh one. */
      readonly made?: { readonly value: JsonValue; readonly write: (value: JsonValue) => string }
    }

/** A request in the document's terms: values by parameter, before the codec writes them. */
export interface RequestDraft {
  readonly path: Readonly<Record<string, JsonValue>>
  readonly query: Readonly<Record<string, JsonValue>>
  readonly header: Readonly<Record<string, JsonValue>>
  readonly cookie: Readonly<Record<string, JsonValue>>
  readonly body?: DraftBody
  /** Headers beside the documented ones; a name given here replaces what would be written. */
  readonly extraHeaders?: readonly HeaderField[]
  /** Appended to the query string as it is. */
  readonly rawQuery?: string
  /** Path segments as they stand on the wire, by parameter. */
  readonly rawPath?: Readonly<Record<string, string>>
  /** Path and query in place of the operation's, as an answer gave them. */
  readonly target?: string
  /** Who sends it, where that is not the run's first caller: states make callers of their own. */
  readonly caller?: Identity
  /** Method other than the operation's. */
  readonly method?: string
}

export const emptyDraft: RequestDraft = { path: {}, query: {}, header: {}, cookie: {} }

/** A copy of a draft with one parameter set, or removed by `undefined`. */
export function withParameter(
  draft: RequestDraft,
  section: ParameterSection,
  name: string,
  value: JsonValue | undefined,
): RequestDraft {
  const { [name]: _, ...others } = draft[section]
  return { ...draft, [section]: value === undefined ? others : { ...others, [name]: value } }
}

/** A copy of a draft with another body, or none. */
export function withBody(draft: RequestDraft, body: DraftBody | undefined): RequestDraft {
  const { body: _, ...rest } = draft
  return body === undefined ? rest : { ...rest, body }
}

/** The value of a draft's body, when it has one that is a value. */
export function bodyValue(draft: RequestDraft): JsonValue | undefined {
  return draft.body?.kind === 'value' ? draft.body.value : undefined
}

/** A copy of a draft whose body says another value, in the same way. */
export function withBodyValue(draft: RequestDraft, value: JsonValue): RequestDraft {
  const { body } = draft
  if (body?.kind === 'value') return { ...draft, body: { ...body, value } }
  if (body?.kind !== 'raw' || body.made === undefined) return draft
  const bytes = new TextEncoder().encode(body.made.write(value))
  return { ...draft, body: { ...body, bytes, made: { ...body.made, value } } }
}

/** The value that a draft's body says, whether it is well written or not. */
export function saidValue(draft: RequestDraft): JsonValue | undefined {
  return draft.body?.kind === 'raw' ? draft.body.made?.value : draft.body?.value
}
