import type { ResponseModel } from '../api-model.ts'
import { readHeaders } from './header-object.ts'
import { type LinkTargets, readLinkObject } from './link-object.ts'
import { readContent } from './media-type-object.ts'
import { extensions, type ObjectNode, type ReadContext, readMap, text } from './read-context.ts'

/** @see {@link https://spec.openapis.org/oas/v3.1.1#response-object | Response Object} */
export function readResponseObject(
  status: string,
  node: ObjectNode,
  targets: LinkTargets,
  context: ReadContext,
): ResponseModel {
  return {
    kind: 'response',
    pointer: node.pointer,
    status,
    description: text(node.value, 'description').description ?? '',
    headers: readHeaders(node, context),
    content: readContent(node, context),
    links: readMap(node, 'links', context, (name, link) =>
      readLinkObject(name, link, targets, context),
    ),
    extensions: extensions(node.value),
  }
}
