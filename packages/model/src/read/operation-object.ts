import { isJsonObject, type JsonPointer, joinPointer } from '@concordat/core'
import type {
  CallbackModel,
  HttpMethodName,
  OperationModel,
  ParameterModel,
  SecurityRequirementModel,
} from '../api-model.ts'
import { shown } from '../name/shown.ts'
import type { LinkTargets } from './link-object.ts'
import { readParameterObject } from './parameter-object.ts'
import {
  extensions,
  flag,
  member,
  type ObjectNode,
  type ReadContext,
  readList,
  readMap,
  readNode,
  readOnce,
  strings,
  text,
} from './read-context.ts'
import { readRequestBodyObject } from './request-body-object.ts'
import { readResponseObject } from './response-object.ts'
import { readSecurity } from './security-requirement-object.ts'
import { readServers } from './server-object.ts'

/** What an operation takes from what stands around it. */
export interface OperationSurroundings {
  readonly path: string
  readonly pathItem: ObjectNode
  readonly security: readonly SecurityRequirementModel[]
  readonly schemes: ReadonlySet<string>
  readonly targets: LinkTargets
  /** Reads the operations of a callback's path item: an operation holds path items as a path item holds operations. */
  readonly readPathItem: ReadPathItem
}

/** Reads the operations of a path item, in the order in which they stand. */
export type ReadPathItem = (
  path: string,
  node: ObjectNode,
  around: Omit<OperationSurroundings, 'path' | 'pathItem' | 'readPathItem'>,
  context: ReadContext,
) => OperationModel[]

/** @see {@link https://spec.openapis.org/oas/v3.1.1#operation-object | Operation Object} */
export function readOperationObject(
  method: HttpMethodName,
  node: ObjectNode,
  around: OperationSurroundings,
  context: ReadContext,
): OperationModel {
  const { value, pointer } = node
  const servers = readServers(node, context)
  const requestBody = readNode(
    member(value, 'requestBody'),
    joinPointer(pointer, 'requestBody'),
    context,
  )
  const { summary, description } = { ...described(around.pathItem), ...described(node) }
  const externalDocs = readExternalDocs(node)
  return {
    kind: 'operation',
    pointer,
    operationId: text(value, 'operationId').operationId ?? '',
    method,
    path: around.path,
    tags: strings(member(value, 'tags')),
    ...(summary !== undefined && { summary }),
    ...(description !== undefined && { description }),
    deprecated: flag(value, 'deprecated'),
    ...(externalDocs && { externalDocs }),
    parameters: readParameters(node, around.pathItem, context),
    ...(requestBody && {
      requestBody: readOnce('', requestBody, context, () =>
        readRequestBodyObject(requestBody, context),
      ),
    }),
    responses: readMap(node, 'responses', context, (status, response) =>
      status.startsWith('x-')
        ? undefined
        : readOnce(status, response, context, () =>
            readResponseObject(status, response, around.targets, context),
          ),
    ),
    security: readSecurity(node, around.schemes, context) ?? around.security,
    servers: servers.length > 0 ? servers : readServers(around.pathItem, context),
    callbacks: readMap(node, 'callbacks', context, (name, callback) =>
      context.openCallbacks.has(callback.pointer)
        ? reportCircle(name, joinPointer(pointer, 'callbacks', name), context)
        : readCallbackObject(name, callback, around, context),
    ),
    extensions: extensions(value),
  }
}

function described({ value }: ObjectNode) {
  return { ...text(value, 'summary'), ...text(value, 'description') }
}

function readExternalDocs({ value }: ObjectNode): OperationModel['externalDocs'] {
  const docs = member(value, 'externalDocs')
  if (!isJsonObject(docs)) return undefined
  const { url } = text(docs, 'url')
  return url === undefined ? undefined : { url, ...text(docs, 'description') }
}

/** An operation's own parameter replaces the path item's of the same name and place. */
function readParameters(
  operation: ObjectNode,
  pathItem: ObjectNode,
  context: ReadContext,
): ParameterModel[] {
  const merged = new Map<string, ParameterModel>()
  for (const owner of [pathItem, operation]) {
    for (const parameter of readList(owner, 'parameters', context, (node) =>
      readOnce('', node, context, () => readParameterObject(node, context)),
    )) {
      merged.set(parameterKey(parameter), parameter)
    }
  }
  return [...merged.values()]
}

/** Header names are compared without case. @see RFC 9110, section 5.1 */
function parameterKey({ in: location, name }: ParameterModel): string {
  return `${location} ${location === 'header' ? name.toLowerCase() : name}`
}

/** @see {@link https://spec.openapis.org/oas/v3.1.1#callback-object | Callback Object} */
function readCallbackObject(
  name: string,
  node: ObjectNode,
  around: OperationSurroundings,
  context: ReadContext,
): CallbackModel {
  context.openCallbacks.add(node.pointer)
  const operations = Object.entries(node.value).flatMap(([expression, value]) => {
    const item = readNode(value, joinPointer(node.pointer, expression), context)
    if (!item || expression.startsWith('x-')) return []
    return around.readPathItem(expression, item, { ...around, security: [] }, context)
  })
  context.openCallbacks.delete(node.pointer)
  return { kind: 'callback', pointer: node.pointer, name, operations }
}

function reportCircle(name: string, pointer: JsonPointer, context: ReadContext): undefined {
  context.report({
    id: 'reference-circular',
    message: `The callback \`${shown(name)}\` leads back to the callback that it belongs to; it is left out here.`,
    pointer,
  })
}
