import type {
  BodyValue,
  ConcreteMediaType,
  InputSections,
  IsInputOptional,
  ResponseCases,
  StatusCode,
  StatusOf,
} from '@concordat/wire'

type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
function expectType<_Truth extends true>(): void {}

interface AnyHeaders {
  [name: string]: unknown
}
interface NoParameters {
  query?: never
  header?: never
  path?: never
  cookie?: never
}

interface Plain {
  parameters: NoParameters
  requestBody?: never
  responses: { 200: { headers: AnyHeaders; content?: never } }
}
interface Full {
  parameters: {
    query?: { limit?: number }
    header: { 'X-Trace': string }
    path: { id: number }
    cookie?: { sid?: string }
  }
  requestBody: {
    content: {
      'application/json': { name: string }
      'text/plain': string
      'image/*': unknown
    }
  }
  responses: {
    200: {
      headers: { 'X-RateLimit-Limit': number; ETag?: string; [name: string]: unknown }
      content: { 'application/json': { name: string }; 'text/plain': string; 'image/*': unknown }
    }
    204: { headers: AnyHeaders; content?: never }
    '4XX': { headers: AnyHeaders; content: { 'application/problem+json': { title: string } } }
    default: { headers: AnyHeaders; content: { 'application/x-ndjson': { at: number } } }
  }
}

// Status codes.
expectType<Equal<StatusOf<200, 200 | '2XX'>, 200>>()
expectType<200 extends StatusOf<'2XX', 200 | '2XX'> ? false : true>()
expectType<299 extends StatusOf<'2XX', 200 | '2XX'> ? true : false>()
expectType<404 extends StatusOf<'default', 200 | '4XX' | 'default'> ? false : true>()
expectType<500 extends StatusOf<'default', 200 | '4XX' | 'default'> ? true : false>()
expectType<Equal<Extract<StatusCode, 99 | 100 | 599 | 600>, 100 | 599>>()

// Inputs.
expectType<Equal<InputSections<Plain>, Record<never, never>>>()
expectType<Equal<IsInputOptional<InputSections<Plain>>, true>>()
expectType<Equal<IsInputOptional<InputSections<Full>>, false>>()
interface Rest {
  path: { id: number }
  header: { 'X-Trace': string }
}
const json: InputSections<Full> = {
  path: { id: 1 },
  header: { 'X-Trace': 'a' },
  body: { name: 'a' },
}
const text: InputSections<Full> = {
  path: { id: 1 },
  header: { 'X-Trace': 'a' },
  query: {},
  cookie: { sid: 'a' },
  mediaType: 'text/plain',
  body: 'a',
}
const image: InputSections<Full> = {
  path: { id: 1 },
  header: { 'X-Trace': 'a' },
  mediaType: 'image/png',
  body: new Uint8Array(1),
}
// @ts-expect-error a required body cannot be left out
const noBody: InputSections<Full> = { path: { id: 1 }, header: { 'X-Trace': 'a' } }
// @ts-expect-error a body of another media type than JSON needs its media type
const noMediaType: InputSections<Full> = { path: { id: 1 }, header: { 'X-Trace': 'a' }, body: 'a' }
// @ts-expect-error the media type decides the body
const wrong: InputSections<Full> = { ...json, mediaType: 'text/plain', body: { name: 'a' } }
export const inputs: Rest[] = [json, text, image, noBody, noMediaType, wrong]

interface OptionalBody {
  parameters: NoParameters
  requestBody?: { content: { 'application/json': { a: number } } }
  responses: Plain['responses']
}
expectType<Equal<IsInputOptional<InputSections<OptionalBody>>, true>>()
const optional: InputSections<OptionalBody> = { body: { a: 1 } }
// @ts-expect-error a wrong body is wrong although it is optional
const wrongOptional: InputSections<OptionalBody> = { body: { a: 'x' } }
void [optional, wrongOptional]

// Responses.
function narrows(answer: ResponseCases<Full>): void {
  if (answer.status === 204) {
    expectType<Equal<typeof answer.body, undefined>>()
    expectType<Equal<typeof answer.mediaType, undefined>>()
  }
  if (answer.status === 200) {
    expectType<Equal<(typeof answer.headers)['x-ratelimit-limit'], number>>()
    expectType<Equal<(typeof answer.headers)['etag'], string | undefined>>()
    // @ts-expect-error a header that is not documented is not typed
    void answer.headers['x-other']
    if (answer.mediaType === 'application/json')
      expectType<Equal<typeof answer.body, { name: string }>>()
    if (answer.mediaType === 'text/plain') expectType<Equal<typeof answer.body, string>>()
    if (answer.mediaType === 'image/*') expectType<Equal<typeof answer.body, Blob>>()
  }
  if (answer.status === 418) expectType<Equal<typeof answer.body, { title: string }>>()
  if (answer.status === 503) expectType<Equal<typeof answer.body, { at: number }[]>>()
}
void narrows

// Bodies.
expectType<Equal<BodyValue<'application/vnd.api+json', 1>, 1>>()
expectType<Equal<BodyValue<'application/json; charset=utf-8', 1>, 1>>()
expectType<Equal<BodyValue<'application/json-seq', 1[]>, 1[]>>()
expectType<Equal<BodyValue<'application/xml', { a: 1 }>, string>>()
expectType<Equal<BodyValue<'text/csv', unknown>, string>>()
expectType<Equal<BodyValue<'application/pdf', unknown>, Blob>>()
expectType<Equal<BodyValue<'*/*', { a: 1 }>, { a: 1 }>>()
expectType<Equal<ConcreteMediaType<'*/*'>, `${string}/${string}`>>()
expectType<Equal<ConcreteMediaType<'image/*'>, `image/${string}`>>()
