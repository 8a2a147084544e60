import type { ApiModel } from '@concordat/model'
import {
  braces,
  type Code,
  code,
  comment,
  empty,
  id,
  lines,
  literal,
  paragraphs,
  typeArguments,
} from '../code-writer.ts'
import type { EmitTools, Emitter } from '../emitter.ts'
import { basePathOf } from './base-path.ts'

/** Writes `src/server.ts`: the server that takes one handler per operation. */
export const serverEmitter: Emitter = {
  name: 'server',
  emit: (model, tools) => [
    tools.module('src/server.ts', serverModule(model, tools)),
    ...(tools.target === 'source' ? [tools.module('src/document.ts', documentModule(model))] : []),
  ],
}

function serverModule(model: ApiModel, tools: EmitTools): Code {
  const options = id(`${tools.package.pascal}ServerOptions`)
  const basePath = basePathOf(model)
  const definition = braces([
    code`operations: table`,
    code`validators`,
    code`routes`,
    code`securitySchemes`,
    ...(basePath === '' ? [] : [code`basePath: ${literal(basePath)}`]),
    tools.target === 'package' ? code`document: loadDocument` : code`document`,
  ])
  return paragraphs([
    lines([
      code`import ${braces([
        code`defineServer`,
        code`type Server`,
        code`type ServerDefinition`,
        code`type ServerOptions`,
        code`type Verifiers`,
      ])} from '@concordat/server'`,
      tools.target === 'source' ? code`import { document } from './document.ts'` : empty,
      code`import { securitySchemes, operations as table } from './operations.ts'`,
      code`import { routes } from './routes.ts'`,
      code`import type { operations } from './types.ts'`,
      code`import { validators } from './validators.ts'`,
    ]),
    lines([
      code`export ${braces([
        code`type Handlers`,
        code`problemDetails`,
        code`refuse`,
        code`type Server`,
        code`type ServerProblem`,
      ])} from '@concordat/server'`,
      code`export type * from './types.ts'`,
    ]),
    lines([
      comment('One verifier per security scheme: what it returns reaches the handlers as `auth`.'),
      code`export type ${id(`${tools.package.pascal}Verifiers`)} = Verifiers<typeof securitySchemes, typeof table>`,
    ]),
    lines([
      comment(
        'What a server is made of: `auth`, one handler per operation, and what happens around them.',
      ),
      code`export type ${options}<Auth> = ServerOptions${typeArguments([
        code`typeof table`,
        code`operations`,
        code`typeof securitySchemes`,
        code`Auth`,
      ])}`,
    ]),
    lines([
      comment('What a server knows of the document: for `automaticHandlers`, and for tools.'),
      code`export const definition: ServerDefinition = ${definition}`,
    ]),
    lines([
      comment(
        `Makes a server of ${model.title}.\nA handler that is missing, or answers what the document does not promise, does not compile.`,
      ),
      code`export function createServer<Auth extends ${id(`${tools.package.pascal}Verifiers`)}>(
  options: ${options}<Auth>,
): Server {
  return defineServer(definition, options)
}`,
    ]),
    tools.target === 'package' ? loader : empty,
  ])
}

const loader = lines([
  comment('Loads the document, once it is asked for.'),
  code`async function loadDocument(): Promise<unknown> {
  // Not a literal, so that neither the compiler nor a bundler reads the whole document.
  const location: string = '../openapi.json'
  const loaded: { default: unknown } = await import(location, { with: { type: 'json' } })
  return loaded.default
}`,
])

/** The document as a module: inside an application nobody knows how JSON would be imported. */
function documentModule(model: ApiModel): Code {
  return lines([
    comment('The document, in one piece.'),
    code`export const document = (): unknown => JSON.parse(${literal(JSON.stringify(model.document))})`,
  ])
}
