import type {
  BinarySource,
  BodyValue,
  ConcreteMediaType,
  IsMediaTypeRange,
  JsonMediaType,
  LowercaseKeys,
  ParameterSections,
  SentBodyValue,
  StatusOf,
  TypedHeaders,
} from '@concordat/wire'
import type { Context } from 'hono'

/**
 * Answers one operation: takes the validated input and returns (or promises) one of the documented answers.
 *
 * `Descriptor` is the operation's entry in the generated operations table, `Operation` its entry in openapi-typescript's
 * `operations`, `Auth` what the verifiers found out.
 */
export type Handler<Descriptor, Operation, Auth = unknown> = (
  input: HandlerInput<Descriptor, Operation, Auth>,
) => HandlerOutput<Operation> | Promise<HandlerOutput<Operation>>

/**
 * What a handler gets: a section for every place where the document says parameters (`path`, `query`, `header` under
 * lower-case names, `cookie`), decoded, validated and with the document's defaults applied; `body` with its
 * `mediaType` where a body is documented; `auth`; and Hono's context and the request for what no document says.
 */
export type HandlerInput<Descriptor, Operation, Auth = unknown> = ReceivedParameters<
  Descriptor,
  ParameterSections<Operation>
> &
  ReceivedBody<Operation> &
  HandlerFrame<Auth>

/** The part of a handler's input that is the same for every operation. */
export interface HandlerFrame<Auth> {
  /** One object per satisfied alternative: what the verifier of each of its schemes returned, by scheme name. */
  readonly auth: Auth
  readonly request: Request
  /** Hono's context, for variables set by middleware, for `executionCtx` and for headers that are not documented. */
  readonly context: Context
}

type ReceivedParameters<Descriptor, Sections> = {
  readonly [In in keyof Sections]-?: ReceivedSection<
    In extends 'header' ? LowercaseKeys<Required_<Sections[In]>> : Required_<Sections[In]>,
    DefaultedName<Descriptor, In>
  >
}

// `Exclude<…, undefined>` under a name that says what it is for: an optional section is always there on this side.
type Required_<Section> = Exclude<Section, undefined>

type ReceivedSection<Section, Defaulted> = [Defaulted] extends [never]
  ? Section
  : {
      [Name in keyof Section as Name extends Defaulted ? Name : never]-?: Exclude<
        Section[Name],
        undefined
      >
    } & { [Name in keyof Section as Name extends Defaulted ? never : Name]: Section[Name] }

/** Names of the parameters that are always there because the document gives a default. */
type DefaultedName<Descriptor, In> = Descriptor extends {
  readonly parameters: readonly (infer Parameter)[]
}
  ? Extract<Parameter, { readonly in: In; readonly default: unknown }> extends infer Found
    ? Found extends { readonly name: infer Name extends string }
      ? In extends 'header'
        ? Lowercase<Name>
        : Name
      : never
    : never
  : never

type ReceivedBody<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? ReceivedContent<Content>
  : Operation extends { requestBody?: infer RequestBody }
    ? [Exclude<RequestBody, undefined>] extends [never]
      ? unknown
      : Exclude<RequestBody, undefined> extends { content: infer Content }
        ? ReceivedContent<Content> | NoBody
        : unknown
    : unknown

interface NoBody {
  readonly body?: undefined
  readonly mediaType?: undefined
}

type ReceivedContent<Content> = {
  [MediaType in keyof Content]: {
    readonly body: ReceivedBodyValue<MediaType, Content[MediaType]>
    /** The media type as the document writes it; a range stays a range. */
    readonly mediaType: MediaType
  }
}[keyof Content]

/** The value of a body that a handler receives: as the caller gave it, but bytes come as a stream that is not buffered. */
export type ReceivedBodyValue<MediaType, Value> = MediaType extends JsonMediaType
  ? Value
  : [BodyValue<MediaType, Value>] extends [Blob]
    ? ReadableStream<Uint8Array>
    : BodyValue<MediaType, Value>

/**
 * What a handler may return: one of the documented answers, told apart by `status` (and by `mediaType` where an
 * answer has several). Headers are typed values under lower-case names; documented required ones must be there.
 */
export type HandlerOutput<Operation> = Operation extends { responses: infer Responses }
  ? {
      [Key in keyof Responses]: AnswersOf<StatusOf<Key, keyof Responses>, Responses[Key]>
    }[keyof Responses]
  : never

type AnswersOf<Status, Response> = [Status] extends [never]
  ? never
  : Response extends { content: infer Content }
    ? [keyof Content] extends [never]
      ? BareAnswer<Status, Response>
      : {
          [MediaType in keyof Content]: {
            readonly status: Status
            readonly body: AnsweredBodyValue<MediaType, Content[MediaType]>
          } & AnsweredMediaType<MediaType, keyof Content> &
            AnsweredHeaders<TypedHeaders<Response>>
        }[keyof Content]
    : BareAnswer<Status, Response>

type BareAnswer<Status, Response> = {
  readonly status: Status
  readonly body?: undefined
  readonly mediaType?: undefined
} & AnsweredHeaders<TypedHeaders<Response>>

type AnsweredBodyValue<MediaType, Value> = MediaType extends JsonMediaType
  ? Value
  : [BodyValue<MediaType, Value>] extends [string]
    ? Value | ReadableStream<Uint8Array>
    : [BodyValue<MediaType, Value>] extends [Blob]
      ? BinarySource
      : SentBodyValue<MediaType, Value> | SequenceSource<MediaType, Value>

/** Sequences may be produced while they are sent. */
type SequenceSource<MediaType, Value> =
  BodyValue<MediaType, Value> extends readonly (infer Item)[]
    ? MediaType extends `multipart/${string}` | 'application/x-www-form-urlencoded'
      ? never
      : AsyncIterable<Item>
    : never

type AnsweredMediaType<MediaType, All> = [All] extends [MediaType]
  ? IsMediaTypeRange<MediaType> extends true
    ? { readonly mediaType: ConcreteMediaType<MediaType> }
    : { readonly mediaType?: MediaType }
  : MediaType extends 'application/json'
    ? { readonly mediaType?: MediaType }
    : { readonly mediaType: ConcreteMediaType<MediaType> }

type AnsweredHeaders<Headers> = [keyof Headers] extends [never]
  ? { readonly headers?: Record<never, never> }
  : Record<never, never> extends Headers
    ? { readonly headers?: Readonly<Headers> }
    : { readonly headers: Readonly<Headers> }
