import { isJsonObject, type JsonPointer } from '@concordat/core'
import type { LinkModel } from '../api-model.ts'
import { shown } from '../name/shown.ts'
import { pointerOf } from '../reference/resolve-internal.ts'
import { member, type ObjectNode, type ReadContext, text } from './read-context.ts'

/** The operations that links can lead to. */
export interface LinkTargets {
  readonly operationIds: ReadonlySet<string>
  readonly byPointer: ReadonlyMap<JsonPointer, string>
}

/** @see {@link https://spec.openapis.org/oas/v3.1.1#link-object | Link Object} */
export function readLinkObject(
  name: string,
  node: ObjectNode,
  targets: LinkTargets,
  context: ReadContext,
): LinkModel | undefined {
  const { value, pointer } = node
  const operationId = linkTarget(node, targets)
  if (operationId === undefined) {
    const wanted = member(value, 'operationId') ?? member(value, 'operationRef')
    context.report({
      id: 'link-target-unresolved',
      message: `The link \`${name}\` leads to ${wanted === undefined ? 'nothing' : `\`${shown(wanted)}\``}, which is no operation of this document; it is left out.`,
      pointer,
    })
    return undefined
  }
  const parameters = member(value, 'parameters')
  return {
    kind: 'link',
    pointer,
    name,
    ...text(value, 'description'),
    operationId,
    parameters: isJsonObject(parameters) ? parameters : {},
    ...(Object.hasOwn(value, 'requestBody') && { requestBody: value.requestBody }),
  }
}

function linkTarget({ value }: ObjectNode, targets: LinkTargets): string | undefined {
  const operationId = member(value, 'operationId')
  if (typeof operationId === 'string') {
    return targets.operationIds.has(operationId) ? operationId : undefined
  }
  const operationRef = member(value, 'operationRef')
  const pointer = typeof operationRef === 'string' ? pointerOf(operationRef) : undefined
  return pointer === undefined ? undefined : targets.byPointer.get(pointer)
}
