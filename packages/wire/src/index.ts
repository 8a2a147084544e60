export { allCodecs } from './bodies/all-codecs.ts'
export type {
  BodyCodec,
  BodyDecoder,
  BodyEncoder,
  BodyType,
  EncodedBody,
} from './bodies/body-codec.ts'
export { changedInteger } from './bodies/changed-integer.ts'
export { decodeBody } from './bodies/decode-body.ts'
export { encodeBody, isBinarySource } from './bodies/encode-body.ts'
export { decodeJson, encodeJson } from './bodies/json.ts'
export { multipartCodec } from './bodies/multipart.ts'
export { multipartEncoder } from './bodies/multipart-encoder.ts'
export { mostItemLength, readSequence, sequenceCodec } from './bodies/sequence.ts'
export { decodeText } from './bodies/text.ts'
export { urlencodedCodec } from './bodies/urlencoded.ts'
export { urlencodedEncoder } from './bodies/urlencoded-encoder.ts'
export { validateBody } from './bodies/validate-body.ts'
export { withoutIgnored } from './bodies/without-ignored.ts'
export type * from './descriptor.ts'
export type * from './issue.ts'
export { mostIssues } from './issue.ts'
export { essenceOf, isJson } from './media/essence.ts'
export {
  type FoundMediaType,
  findMediaType,
  matchMediaType,
} from './media/match-media-type.ts'
export { type AcceptRange, negotiate, parseAccept } from './media/negotiate.ts'
export {
  isJsonMediaType,
  isMediaTypeRange,
  isSequenceMediaType,
  type MediaType,
  parseMediaType,
} from './media/parse-media-type.ts'
export { pickMediaType } from './media/pick-media-type.ts'
export { getOwn } from './own-property.ts'
export { allStyles } from './parameters/all-styles.ts'
export {
  decodeHeader,
  decodeHeaders,
  decodePlainHeader,
  type HeaderReader,
  readHeaders,
} from './parameters/decode-headers.ts'
export {
  createParameterDecoder,
  type DecodedParameters,
  decodeParameters,
  type ParameterDecoder,
  type ParameterValues,
  type RawParameters,
} from './parameters/decode-parameters.ts'
export type { DecodePlace } from './parameters/decode-parts.ts'
export { encodeHeaders } from './parameters/encode-headers.ts'
export {
  encodeParameter,
  type ParameterEncoder,
  type StyleEncoder,
  type StyleEncoders,
} from './parameters/encode-parameter.ts'
export {
  type EncodedParameters,
  encodeParameters,
  type ParameterInput,
  writeParameters,
} from './parameters/encode-parameters.ts'
export { encodePath } from './parameters/encode-path.ts'
export { encodePlainParameter } from './parameters/encode-plain-parameter.ts'
export type { Escape } from './parameters/escape.ts'
export { describeShape, type ReadValue, readText, turnsOf } from './parameters/read-text.ts'
export { encodeDeepObject } from './parameters/styles/deep-object.ts'
export { encodeForm } from './parameters/styles/form.ts'
export { encodeLabel } from './parameters/styles/label.ts'
export { encodeMatrix } from './parameters/styles/matrix.ts'
export { encodePipeDelimited } from './parameters/styles/pipe-delimited.ts'
export { encodeSimple } from './parameters/styles/simple.ts'
export { encodeSpaceDelimited } from './parameters/styles/space-delimited.ts'
export { comparePathTemplates, compilePath, matchPath, type PathMatcher } from './path-template.ts'
export { type FoundResponse, findResponse, responseKey } from './responses/find-response.ts'
export {
  type BasicCredential,
  type Credential,
  type CredentialSource,
  extractCredential,
} from './security/extract-credential.ts'
export { placeCredential } from './security/place-credential.ts'
export { serverUrl } from './servers/server-url.ts'
export type * from './shape.ts'
export type * from './types/input-sections.ts'
export type * from './types/media-type-value.ts'
export type * from './types/response-cases.ts'
export type * from './types/status-code.ts'
export { validatorsOf } from './validators-of.ts'
