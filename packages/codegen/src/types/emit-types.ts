import type { JsonPointer } from '@concordat/core'
import type { ApiModel, OperationModel } from '@concordat/model'
import { receivedOperations, sharedResponses } from '../all-operations.ts'
import {
  alternatives,
  type Code,
  code,
  comment,
  id,
  key,
  lines,
  literal,
  paragraphs,
  typeMembers,
} from '../code-writer.ts'
import type { EmitTools, Emitter } from '../emitter.ts'
import { SchemaGraph } from '../schema/schema-graph.ts'
import { schemaUses } from '../schema-uses.ts'
import { componentName } from './component-name.ts'
import { Discriminators } from './discriminator.ts'
import { type MessageDirections, operationMember, responseType } from './operation-type.ts'
import { SchemaTypes } from './schema-type.ts'
import { schemaDocs } from './type-docs.ts'
import { TypeNames } from './type-names.ts'

const sent: MessageDirections = { request: 'request', response: 'response' }
const received: MessageDirections = { request: 'response', response: 'request' }

/**
 * Writes `src/types.ts`: a named type for every schema, and the interfaces `operations`, `components`, `paths` and
 * `webhooks` in the shape of openapi-typescript, so that openapi-fetch and its relatives can be used with them.
 */
export const typesEmitter: Emitter = {
  name: 'types',
  emit: (model, tools) => [tools.module('src/types.ts', typesModule(model, tools))],
}

function typesModule(model: ApiModel, { lookup, report }: EmitTools): Code {
  const uses = schemaUses(model)
  const components = model.schemas.map((schema) => schema.pointer)
  const graph = new SchemaGraph(
    lookup,
    components,
    uses.map((use) => use.schema),
  )
  const names = new TypeNames(
    graph,
    model.schemas.map((schema) => schema.name),
    report,
  )
  const types = new SchemaTypes(lookup, graph, names, new Discriminators(lookup, components))
  const known = new Set(components)
  const others = graph.pointers().filter((pointer) => !known.has(pointer))
  const asked = graph.reach(
    uses.filter((use) => use.direction === 'request').map((use) => use.schema),
  )
  const definition = (pointer: JsonPointer): Code[] => {
    const hasRequest = graph.isDirectional(pointer) && asked.has(pointer)
    return (hasRequest ? (['response', 'request'] as const) : (['response'] as const)).map(
      (direction) =>
        lines([
          comment(schemaDocs(lookup.at(pointer)?.schema ?? true)),
          code`export type ${id(names.of(pointer, direction))} = ${types.definition(pointer, direction).code}`,
        ]),
    )
  }
  return paragraphs([
    ...[...components, ...others].flatMap(definition),
    operationsInterface(model, types),
    componentsInterface(model, types, names),
    lines([
      comment('The operations of each path, for openapi-fetch.'),
      pathsInterface('paths', model.operations),
    ]),
    lines([
      comment('The requests that the API sends, by the name of their webhook.'),
      pathsInterface('webhooks', model.webhooks),
    ]),
  ])
}

function operationsInterface(model: ApiModel, types: SchemaTypes): Code {
  const members = [
    ...model.operations.map((operation) => operationMember(operation, types, sent)),
    ...receivedOperations(model).map((operation) => operationMember(operation, types, received)),
  ]
  return lines([
    comment('What each operation takes and answers, by `operationId`.'),
    dictionary('operations', members),
  ])
}

function componentsInterface(model: ApiModel, types: SchemaTypes, names: TypeNames): Code {
  const schemas = model.schemas.map(
    (schema) => code`${key(schema.name)}: ${id(names.of(schema.pointer, 'response'))}`,
  )
  const responses = [...sharedResponses(model.operations)].flatMap(([pointer, response]) => {
    const name = componentName(pointer, 'responses')
    return name === undefined
      ? []
      : [code`${key(name)}: ${responseType(response, types, 'response')}`]
  })
  return lines([
    comment('The shared parts of the document.'),
    dictionary('components', [
      code`schemas: ${schemas.length > 0 ? typeMembers(schemas) : code`never`}`,
      code`responses: ${responses.length > 0 ? typeMembers(responses) : code`never`}`,
      code`parameters: never`,
      code`requestBodies: never`,
      code`headers: never`,
      code`pathItems: never`,
    ]),
  ])
}

function pathsInterface(name: string, operations: readonly OperationModel[]): Code {
  const paths = new Map<string, Map<string, Code[]>>()
  for (const { path, method, operationId } of operations) {
    const methods = paths.get(path) ?? new Map<string, Code[]>()
    const others = methods.get(method) ?? []
    // Several operations may be called in the same way.
    methods.set(method, [...others, code`operations[${literal(operationId)}]`])
    paths.set(path, methods)
  }
  const members = (methods: ReadonlyMap<string, readonly Code[]>): Code =>
    typeMembers([...methods].map(([method, types]) => code`${key(method)}: ${alternatives(types)}`))
  return dictionary(
    name,
    [...paths].map(([path, methods]) => code`${key(path)}: ${members(methods)}`),
  )
}

/** An interface that is read, not written: openapi-typescript makes an empty one a record of nothing. */
function dictionary(name: string, members: readonly Code[]): Code {
  if (members.length === 0) return code`export type ${id(name)} = Record<string, never>`
  return code`export interface ${id(name)} {\n  ${lines(members)}\n}`
}
