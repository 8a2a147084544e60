import type { BodyValue } from './media-type-value.ts'
import type { StatusOf } from './status-code.ts'

/**
 * One documented answer: a status (or the literals a range stands for), a media type as the document writes it,
 * and the types that go with them. Without content both `mediaType` and `body` are `undefined`.
 */
export interface ResponseCase<Status, MediaType, Body, Headers> {
  readonly status: Status
  readonly mediaType: MediaType
  readonly body: Body
  readonly headers: Headers
}

/** The same object type with its keys in lower case, as HTTP compares header names. */
export type LowercaseKeys<T> = {
  [Key in keyof T as string extends Key
    ? never
    : Key extends string
      ? Lowercase<Key>
      : never]: T[Key]
}

/** The documented headers of a response, under lower-case names. */
export type TypedHeaders<Response> = Response extends { headers: infer Headers }
  ? LowercaseKeys<Headers>
  : Record<never, never>

/**
 * Every answer that an operation documents, as a union told apart by `status` and `mediaType`.
 *
 * @example
 * ```ts
 * import type { ResponseCases } from '@concordat/wire'
 * interface GetPet {
 *   parameters: { path: { id: string } }
 *   responses: {
 *     200: { headers: { [name: string]: unknown }; content: { 'application/json': { name: string } } }
 *     404: { headers: { [name: string]: unknown }; content?: never }
 *   }
 * }
 * type Cases = ResponseCases<GetPet>
 * const missing: Cases = { status: 404, mediaType: undefined, body: undefined, headers: {} }
 * ```
 */
export type ResponseCases<Operation> = Operation extends { responses: infer Responses }
  ? {
      [Key in keyof Responses]: CasesOfResponse<StatusOf<Key, keyof Responses>, Responses[Key]>
    }[keyof Responses]
  : never

type CasesOfResponse<Status, Response> = [Status] extends [never]
  ? never
  : Response extends { content: infer Content }
    ? [keyof Content] extends [never]
      ? ResponseCase<Status, undefined, undefined, TypedHeaders<Response>>
      : {
          [MediaType in keyof Content]: ResponseCase<
            Status,
            MediaType,
            BodyValue<MediaType, Content[MediaType]>,
            TypedHeaders<Response>
          >
        }[keyof Content]
    : ResponseCase<Status, undefined, undefined, TypedHeaders<Response>>
