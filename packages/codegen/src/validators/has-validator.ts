import type { MediaTypeModel } from '@concordat/model'
import { bodyReading } from '../media/body-reading.ts'
import type { SchemaLookup } from '../schema/schema-lookup.ts'

/** Whether a body of a media type is judged: bytes, XML and rows of text are not values that a schema of JSON can judge. */
export function hasValidator(mediaType: MediaTypeModel, lookup: SchemaLookup): boolean {
  return mediaType.schema !== undefined && bodyReading(mediaType, lookup) === 'value'
}
