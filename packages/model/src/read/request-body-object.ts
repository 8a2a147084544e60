import type { RequestBodyModel } from '../api-model.ts'
import { readContent } from './media-type-object.ts'
import { flag, type ObjectNode, type ReadContext, text } from './read-context.ts'

/** @see {@link https://spec.openapis.org/oas/v3.1.1#request-body-object | Request Body Object} */
export function readRequestBodyObject(node: ObjectNode, context: ReadContext): RequestBodyModel {
  return {
    kind: 'request-body',
    pointer: node.pointer,
    ...text(node.value, 'description'),
    required: flag(node.value, 'required'),
    content: readContent(node, context),
  }
}
