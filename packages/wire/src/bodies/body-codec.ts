import type { MediaTypeDescriptor } from '../descriptor.ts'
import type { Decoded } from '../issue.ts'
import type { FoundMediaType } from '../media/match-media-type.ts'
import type { MediaType } from '../media/parse-media-type.ts'
import type { BinarySource } from '../types/media-type-value.ts'

/** A body ready for `fetch`, and the `Content-Type` that goes with it. */
export interface EncodedBody {
  readonly body: string | BinarySource
  readonly contentType: string
}

/** A documented media type, and what the message says. */
export type BodyType = FoundMediaType<MediaTypeDescriptor>

/** How bodies of one family of media types are written. JSON, text and bytes are built in. */
export interface BodyEncoder {
  handles(mediaType: Pick<MediaType, 'essence'>): boolean
  /** @throws TypeError for a value that the media type cannot say. */
  encode(value: unknown, descriptor: MediaTypeDescriptor, contentType: string): EncodedBody
}

/** How bodies of one family of media types are read. JSON, text and bytes are built in. */
export interface BodyDecoder {
  handles(mediaType: Pick<MediaType, 'essence'>): boolean
  decode(
    bytes: Uint8Array<ArrayBuffer>,
    descriptor: MediaTypeDescriptor,
    contentType: string,
    /** Where text can be read in several ways: which one to begin with. */
    turn?: number,
  ): Decoded<unknown>
}

/** How bodies of one family of media types are written and read. */
export interface BodyCodec extends BodyEncoder, BodyDecoder {}
