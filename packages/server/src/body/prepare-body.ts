import {
  type FoundMediaType,
  findMediaType,
  isJsonMediaType,
  type MediaTypeDescriptor,
  type RequestBodyDescriptor,
  turnsOf,
  type Validator,
} from '@concordat/wire'

/** How a body of one `Content-Type` is read. */
export interface BodyReading {
  readonly type: FoundMediaType<MediaTypeDescriptor>
  readonly validator: Validator | undefined
  /** Bytes reach the handler as a stream; everything else is read whole. */
  readonly streamed: boolean
  /** In how many ways its texts may be read. */
  readonly turns: number
  /** JSON, which needs no look at the codecs. */
  readonly json: boolean
}

/** A documented request body, made ready. */
export interface PreparedBody {
  readonly required: boolean
  readonly limit: number
  /** The reading for a `Content-Type`; `undefined` when the document has none for it. */
  readonly readingOf: (contentType: string) => BodyReading | undefined
}

// Callers send the same few types again and again; whoever sends many different ones gains nothing by it.
const remembered = 64

/** Makes a documented request body ready. */
export function prepareBody(
  body: RequestBodyDescriptor,
  validators: Readonly<Record<string, Validator>> | undefined,
  compile: (validator: Validator) => Validator,
  limit: number,
): PreparedBody {
  const compiled = new Map(
    Object.entries(validators ?? {}).map(([key, validator]) => [key, compile(validator)]),
  )
  const known = new Map<string, BodyReading | undefined>()
  const read = (contentType: string): BodyReading | undefined => {
    const type = findMediaType(body.content, contentType)
    if (!type || !isKnownCharset(type)) return undefined
    const streamed = type.descriptor.binary === true
    const { binary, shape } = type.descriptor
    const json = !binary && !shape && isJsonMediaType(type.actual)
    const validator = streamed ? undefined : compiled.get(type.key)
    return { type, streamed, json, validator, turns: shape && !binary ? turnsOf(shape) : 1 }
  }
  return {
    required: body.required === true,
    limit,
    readingOf: (contentType) => {
      const found = known.get(contentType)
      if (found || known.has(contentType)) return found
      const reading = read(contentType)
      if (known.size < remembered) known.set(contentType, reading)
      return reading
    },
  }
}

/** A charset that cannot be decoded is a media type that is not supported. @see RFC 9110, section 15.5.16 */
function isKnownCharset({ actual }: FoundMediaType<MediaTypeDescriptor>): boolean {
  const charset = actual.parameters.get('charset')
  if (charset === undefined) return true
  try {
    return new TextDecoder(charset).encoding !== ''
  } catch {
    // RangeError: an unknown label.
    return false
  }
}
