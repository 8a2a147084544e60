import type { ApiModel, OperationModel } from '@concordat/document'
import {
  args,
  array,
  braces,
  type Code,
  code,
  comment,
  id,
  lines,
  object,
  paragraphs,
} from '../code-writer.ts'
import type { EmitTools, Emitter } from '../emitter.ts'
import { mediaKind } from '../media/media-kind.ts'

/** Writes `src/client.ts`, the package's entry: the client of all operations, or of some. */
export const clientEmitter: Emitter = {
  name: 'client',
  emit: (model, tools) => [tools.module('src/client.ts', clientModule(model, tools))],
}

/** Styles that the run time has only where they are handed to it. */
const styleEncoders = {
  matrix: 'encodeMatrix',
  label: 'encodeLabel',
  deepObject: 'encodeDeepObject',
  spaceDelimited: 'encodeSpaceDelimited',
  pipeDelimited: 'encodePipeDelimited',
} as const

function clientModule(model: ApiModel, tools: EmitTools): Code {
  const styles = usedStyles(model.operations)
  const codecs = usedCodecs(model.operations)
  const name = tools.package.pascal
  const types = { client: id(`${name}Client`), options: id(`${name}ClientOptions`) }
  const imported = [
    ...codecs.map(id),
    code`type Client`,
    code`type ClientOptions`,
    id('defineClient'),
    ...styles.map((style) => id(styleEncoders[style])),
  ]
  const shared = [
    ...(styles.length === 0
      ? []
      : [code`styles: ${object(styles.map((style) => [style, id(styleEncoders[style])]))}`]),
    ...(codecs.length === 0 ? [] : [code`codecs: ${array(codecs.map(id))}`]),
  ]
  const definition = (table: Code) =>
    braces([table, id('securitySchemes'), id('servers'), ...shared])
  return paragraphs([
    lines([
      code`import ${braces(imported)} from '@concordat/client'`,
      code`import { securitySchemes, servers, operations as table } from './operations.ts'`,
      code`import type { operations, paths } from './types.ts'`,
    ]),
    lines([
      code`export ${braces([
        code`ApiError`,
        code`type Client`,
        code`clientCredentials`,
        code`paginate`,
        code`retry`,
        code`unwrap`,
      ])} from '@concordat/client'`,
      code`export type * from './types.ts'`,
    ]),
    lines([
      comment(
        `A client of ${model.title}: one method per operation, named by its \`operationId\`.`,
      ),
      code`export type ${types.client} = Client<typeof table, operations, paths>`,
    ]),
    lines([
      comment(
        'How a client is made: where the API lives, who the caller is, and what happens around a call.',
      ),
      code`export type ${types.options} = ClientOptions<typeof securitySchemes>`,
    ]),
    lines([
      comment(`Makes a client of ${model.title}.`),
      factory(
        code`createClient`,
        code``,
        code`(options: ${types.options} = {})`,
        types.client,
        definition(code`operations: table`),
      ),
    ]),
    lines([
      comment(
        'Makes a client of some operations; in a bundle the others cost nothing. Import them from `./operations`.',
      ),
      factory(
        code`createPartialClient`,
        code`<const Table extends Partial<typeof table>>`,
        args([code`picked: Table`, code`options: ${types.options} = {}`]),
        code`Client<Table, operations, paths>`,
        definition(code`operations: picked`),
      ),
    ]),
  ])
}

function factory(
  name: Code,
  generics: Code,
  parameters: Code,
  result: Code,
  definition: Code,
): Code {
  return code`export function ${name}${generics}${parameters}: ${result} {
  return defineClient(${definition}, options)
}`
}

function usedStyles(operations: readonly OperationModel[]): (keyof typeof styleEncoders)[] {
  const used = new Set<string>(
    operations.flatMap((operation) => [
      ...operation.parameters
        .filter((parameter) => parameter.content === undefined)
        .map((parameter) => parameter.style),
      ...(operation.requestBody?.content ?? []).flatMap((content) =>
        content.encoding.flatMap((encoding) => encoding.style ?? []),
      ),
    ]),
  )
  return styleNames.filter((style) => used.has(style))
}

const styleNames = ['deepObject', 'label', 'matrix', 'pipeDelimited', 'spaceDelimited'] as const

const codecNames = {
  multipart: 'multipartCodec',
  sequence: 'sequenceCodec',
  urlencoded: 'urlencodedCodec',
} as const

function usedCodecs(operations: readonly OperationModel[]): string[] {
  const used = new Set(
    operations
      .flatMap((operation) => [
        ...(operation.requestBody?.content ?? []),
        ...operation.responses.flatMap((response) => response.content),
      ])
      .map((content) => mediaKind(content.mediaType)),
  )
  return (['multipart', 'sequence', 'urlencoded'] as const)
    .filter((kind) => used.has(kind))
    .map((kind) => codecNames[kind])
}
