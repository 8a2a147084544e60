import type { StyleEncoders } from './encode-parameter.ts'
import { encodeDeepObject } from './styles/deep-object.ts'
import { encodeLabel } from './styles/label.ts'
import { encodeMatrix } from './styles/matrix.ts'
import { encodePipeDelimited } from './styles/pipe-delimited.ts'
import { encodeSpaceDelimited } from './styles/space-delimited.ts'

/** Every style beside `simple` and `form`: for tools that read any document. */
export const allStyles: Required<StyleEncoders> = {
  matrix: encodeMatrix,
  label: encodeLabel,
  deepObject: encodeDeepObject,
  spaceDelimited: encodeSpaceDelimited,
  pipeDelimited: encodePipeDelimited,
}
