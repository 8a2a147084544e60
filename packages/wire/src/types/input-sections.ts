import type { ConcreteMediaType, IsMediaTypeRange, SentBodyValue } from './media-type-value.ts'

/**
 * What a caller gives to an operation, in sections: `path`, `query`, `header`, `cookie` and `body`. A section without
 * members is absent; one whose members are all optional is optional. Where several request media types are documented,
 * `mediaType` tells which one `body` is for; it may be left out for the only one and for `application/json`.
 *
 * @example
 * ```ts
 * import type { InputSections } from '@concordat/wire'
 * interface ListPets {
 *   parameters: { query?: { limit?: number }; header?: never; path: { shop: string }; cookie?: never }
 *   requestBody?: never
 *   responses: { 200: { headers: { [name: string]: unknown }; content?: never } }
 * }
 * const input: InputSections<ListPets> = { path: { shop: 'a' } }
 * ```
 */
export type InputSections<Operation> =
  ParameterSections<Operation> extends infer Sections
    ? BodySections<Operation> extends infer Body
      ? Body extends NoSections
        ? Merge<Sections & Body>
        : never
      : never
    : never

/** Parameters by location, as openapi-typescript prints them, without the locations that have none. */
export type ParameterSections<Operation> = Operation extends { parameters: infer Parameters }
  ? {
      [In in keyof Parameters as [Exclude<Parameters[In], undefined>] extends [never]
        ? never
        : In]: Parameters[In]
    }
  : NoSections

/** The body section: a union over the request media types. */
export type BodySections<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? RequiredBody<Content>
  : Operation extends { requestBody?: infer RequestBody }
    ? Exclude<RequestBody, undefined> extends infer Present
      ? [Present] extends [never]
        ? NoSections
        : Present extends { content: infer Content }
          ? OptionalBody<Content>
          : NoSections
      : never
    : NoSections

type NoSections = Record<never, never>

type RequiredBody<Content> = {
  [MediaType in keyof Content]: {
    body: SentBodyValue<MediaType, Content[MediaType]>
  } & MediaTypeChoice<MediaType, keyof Content>
}[keyof Content]

type OptionalBody<Content> =
  | {
      [MediaType in keyof Content]: {
        body?: SentBodyValue<MediaType, Content[MediaType]>
      } & MediaTypeChoice<MediaType, keyof Content>
    }[keyof Content]
  | { body?: never; mediaType?: never }

type MediaTypeChoice<MediaType, All> = [All] extends [MediaType]
  ? { mediaType?: ConcreteMediaType<MediaType> }
  : MediaType extends 'application/json'
    ? { mediaType?: MediaType }
    : IsMediaTypeRange<MediaType> extends true
      ? { mediaType: ConcreteMediaType<MediaType> }
      : { mediaType: MediaType }

type Merge<T> = { [Key in keyof T]: T[Key] }

/** Whether a call may leave its input out altogether: every section is optional. */
export type IsInputOptional<Input> = Record<never, never> extends Input ? true : false
