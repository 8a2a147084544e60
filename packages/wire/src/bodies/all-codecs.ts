import type { BodyCodec } from './body-codec.ts'
import { multipartCodec } from './multipart.ts'
import { sequenceCodec } from './sequence.ts'
import { urlencodedCodec } from './urlencoded.ts'

/** Every codec beside the built-in ones: for servers, and for tools that read any document. */
export const allCodecs: readonly BodyCodec[] = [urlencodedCodec, multipartCodec, sequenceCodec]
