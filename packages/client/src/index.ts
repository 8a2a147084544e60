export {
  encodeDeepObject,
  encodeLabel,
  encodeMatrix,
  encodePipeDelimited,
  encodeSpaceDelimited,
  multipartEncoder,
  readSequence,
  sequenceCodec,
  serverUrl,
  urlencodedEncoder,
} from '@concordat/wire'
export { ApiError, type ErrorOf, type ErrorResult, isApiError } from './api-error.ts'
export type * from './auth-options.ts'
export type * from './client.ts'
export {
  type ClientCredentialsOptions,
  clientCredentials,
  TokenError,
} from './client-credentials.ts'
export type * from './client-definition.ts'
export type * from './client-options.ts'
export { defineClient } from './define-client.ts'
export { type ItemOf, type PageOf, type PaginatedMethod, pages, paginate } from './paginate.ts'
export { readEvents, type ServerSentEvent } from './read-events.ts'
export { RequestError } from './request-error.ts'
export type * from './result.ts'
export { type RetryOptions, retry } from './retry.ts'
export { type StreamResult, stream } from './stream.ts'
export { anyBodies } from './support/any-bodies.ts'
export { anyCredential } from './support/any-credential.ts'
export { anyHeader } from './support/any-header.ts'
export { anyParameters } from './support/any-parameters.ts'
export { cookieCredential } from './support/cookie-credential.ts'
export { exactIntegers } from './support/exact-integers.ts'
export { followRedirects } from './support/follow-redirects.ts'
export { formBodies } from './support/form-bodies.ts'
export { plainHeader } from './support/plain-header.ts'
export type * from './support/run-time-support.ts'
export { type SuccessBody, unwrap } from './unwrap.ts'
export { type ValidateOptions, validateWith } from './validate-with.ts'
