import type { HeaderModel } from '../api-model.ts'
import { readExamples } from './example-object.ts'
import { readParameterSchema } from './parameter-object.ts'
import { flag, type ObjectNode, type ReadContext, readMap, readOnce, text } from './read-context.ts'

/** Reads the headers of a response or of a part of a multipart body. */
export function readHeaders(owner: ObjectNode, context: ReadContext): HeaderModel[] {
  return readMap(owner, 'headers', context, (name, node) =>
    name.toLowerCase() === 'content-type'
      ? undefined
      : readOnce(name, node, context, () => readHeaderObject(name, node, context)),
  )
}

/** @see {@link https://spec.openapis.org/oas/v3.1.1#header-object | Header Object} */
function readHeaderObject(name: string, node: ObjectNode, context: ReadContext): HeaderModel {
  return {
    kind: 'header',
    pointer: node.pointer,
    name,
    ...text(node.value, 'description'),
    required: flag(node.value, 'required'),
    deprecated: flag(node.value, 'deprecated'),
    explode: flag(node.value, 'explode'),
    ...readParameterSchema(node),
    examples: readExamples(node, context),
  }
}
