import type { ApiModel } from '@concordat/model'
import {
  args,
  array,
  braces,
  type Code,
  code,
  comment,
  empty,
  id,
  lines,
  object,
  paragraphs,
} from '../code-writer.ts'
import type { EmitTools, Emitter } from '../emitter.ts'
import { operationDescriptor } from '../operations/operation-descriptor.ts'
import { clientSupport, mayHaveLongIntegers } from './client-support.ts'

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
  const { imports, decoders, members } = supportCode(model, tools)
  const name = tools.package.pascal
  const types = { client: id(`${name}Client`), options: id(`${name}ClientOptions`) }
  const imported = [code`type Client`, code`type ClientOptions`, id('defineClient'), ...imports]
  const definition = (table: Code) =>
    braces([table, id('securitySchemes'), id('servers'), ...members])
  return paragraphs([
    lines([
      code`import ${braces(imported)} from '@concordat/client'`,
      decoders.length > 0 ? code`import ${braces(decoders)} from '@concordat/wire'` : empty,
      code`import { securitySchemes, servers, operations as table } from './operations.ts'`,
      code`import type { operations, paths } from './types.ts'`,
    ]),
    lines([
      code`export ${braces([
        code`ApiError`,
        code`type Client`,
        code`clientCredentials`,
        code`isApiError`,
        code`pages`,
        code`paginate`,
        code`retry`,
        code`stream`,
        code`unwrap`,
        code`validateWith`,
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
      factory({
        name: code`createClient`,
        generics: code``,
        parameters: code`(options: ${types.options} = {})`,
        result: types.client,
        table: code`typeof table`,
        definition: definition(code`operations: table`),
      }),
    ]),
    lines([
      comment(
        'Makes a client of some operations; in a bundle the others cost nothing. Import them from `./operations`.',
      ),
      factory({
        name: code`createPartialClient`,
        generics: code`<const Table extends Partial<typeof table>>`,
        parameters: args([code`picked: Table`, code`options: ${types.options} = {}`]),
        result: code`Client<Table, operations, paths>`,
        table: code`Table`,
        definition: definition(code`operations: picked`),
      }),
    ]),
  ])
}

function factory({
  name,
  generics,
  parameters,
  result,
  table,
  definition,
}: {
  readonly name: Code
  readonly generics: Code
  readonly parameters: Code
  readonly result: Code
  readonly table: Code
  readonly definition: Code
}): Code {
  // With its types named the compiler finds the result equal to what is promised, and does not compare the two.
  return code`export function ${name}${generics}${parameters}: ${result} {
  return defineClient<${table}, operations, paths, typeof securitySchemes>(
    ${definition},
    options,
  )
}`
}

/** What writes and reads the families of bodies. A client has only what writes forms: few read any. */
const encoderNames = {
  multipart: 'multipartEncoder',
  sequence: 'sequenceCodec',
  urlencoded: 'urlencodedEncoder',
} as const
const decoderNames = {
  multipart: 'multipartCodec',
  sequence: 'sequenceCodec',
  urlencoded: 'urlencodedCodec',
} as const

/** The members of a definition that hand the run time what this API needs and others do not. */
function supportCode(
  model: ApiModel,
  tools: EmitTools,
): {
  readonly imports: readonly Code[]
  /** Imported from @concordat/wire. */
  readonly decoders: readonly Code[]
  readonly members: readonly Code[]
} {
  const { parameters, credential, header, redirects, bodies } = clientSupport(
    model.operations.map((operation) => operationDescriptor(operation, tools.lookup)),
    model.securitySchemes.map((item) => item.scheme),
  )
  const names = new Set<string>()
  const use = (name: string): Code => {
    names.add(name)
    return id(name)
  }
  const members: Code[] = []
  if ((model.servers[0]?.variables.length ?? 0) > 0) members.push(use('serverUrl'))
  if (parameters) {
    const encoders = parameters.map((style): [string, Code] => [style, use(styleEncoders[style])])
    const given = encoders.length === 0 ? [] : [object(encoders)]
    members.push(code`parameters: ${use('anyParameters')}${args(given)}`)
  }
  if (credential) members.push(code`credential: ${use(`${credential}Credential`)}`)
  if (redirects) members.push(code`redirects: ${use('followRedirects')}`)
  if (header) members.push(code`header: ${use(`${header}Header`)}`)
  if (bodies === undefined || bodies === 'form') {
    const form = bodies === 'form' ? [use('formBodies')] : []
    if (mayHaveLongIntegers(model.document))
      members.push(code`bodies: ${use('exactIntegers')}${args(form)}`)
    else members.push(...form.map((one) => code`bodies: ${one}`))
  } else {
    const encoders = bodies.sent.map((family) => use(encoderNames[family]))
    const decoders = bodies.received.map((family) => use(decoderNames[family]))
    const lists = decoders.length > 0 ? [encoders, decoders] : encoders.length > 0 ? [encoders] : []
    members.push(code`bodies: ${use('anyBodies')}${args(lists.map(array))}`)
  }
  const isDecoder = (name: string): boolean =>
    name === 'multipartCodec' || name === 'urlencodedCodec'
  const ids = (are: boolean): Code[] => [...names].filter((name) => isDecoder(name) === are).map(id)
  return { imports: ids(false), decoders: ids(true), members }
}
