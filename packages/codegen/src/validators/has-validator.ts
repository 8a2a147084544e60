import type { MediaTypeModel } from '@concordat/model'
import { mediaKind } from '../media/media-kind.ts'
import { isBinaryBody } from '../operations/media-type-descriptor.ts'
import type { SchemaLookup } from '../schema/schema-lookup.ts'

/** Whether a body of a media type is judged: bytes and XML are not values that a schema of JSON can judge. */
export function hasValidator(mediaType: MediaTypeModel, lookup: SchemaLookup): boolean {
  return (
    mediaType.schema !== undefined &&
    mediaKind(mediaType.mediaType) !== 'xml' &&
    !isBinaryBody(mediaType, lookup)
  )
}
