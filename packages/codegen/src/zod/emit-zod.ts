import type { Finding, JsonObject, JsonPointer } from '@concordat/core'
import { type SchemaModel, SchemaReader, SchemaStore } from '@concordat/model'
import { type Code, code, literal } from '../code-writer.ts'
import { ZodModule } from './zod-module.ts'

/** What of a document becomes Zod. */
export interface ZodInput {
  readonly document: JsonObject
  /** Schemas to declare, by the name they have in the document. */
  readonly components: readonly { readonly name: string; readonly pointer: JsonPointer }[]
  /** Schemas that {@link ZodEmission.expression} will be asked for. */
  readonly uses: readonly {
    readonly pointer: JsonPointer
    readonly direction: 'request' | 'response'
    /** Properties that are files, in a multipart body. */
    readonly files?: readonly string[]
  }[]
  /** Whether `format` is asserted. @default true */
  readonly formats?: boolean
  /** A module whose `components['schemas']` has the types of the components, for those that cannot be inferred. */
  readonly typesModule?: string
}

/** Zod of all schemas of a document. */
export interface ZodEmission {
  /** The module that declares the components and whatever else is referred to, imports included. */
  readonly module: Code
  /** One of the uses, for a module that imports `z`, the declarations as `schemas` and the run time as `s`. */
  expression(
    pointer: JsonPointer,
    direction: 'request' | 'response',
    files?: readonly string[],
  ): Code
  /** Whether one of the uses needs the run time `@concordat/schema`. */
  readonly usesRuntime: boolean
  readonly findings: readonly Finding[]
}

/**
 * Prepares Zod for all schemas of a document. What cannot be expressed exactly is reported, by pointer and keyword.
 *
 * @example
 * ```ts
 * import { emitZod, render } from '@concordat/codegen'
 * const document = { components: { schemas: { Name: { type: 'string', minLength: 1 } } } }
 * const { module } = emitZod({
 *   document,
 *   components: [{ name: 'Name', pointer: '/components/schemas/Name' }],
 *   uses: [],
 * })
 * render(module) // import * as z from 'zod' ... export const Name = z.string().min(1)
 * ```
 */
export function emitZod(input: ZodInput): ZodEmission {
  const store = new SchemaStore()
  const document = store.add(documentUri, input.document)
  for (const { pointer } of input.components) store.index(document, pointer)
  const reader = new SchemaReader(store, '2020-12', { discriminates: true })
  const nodes = new Map<JsonPointer, SchemaModel>()
  const read = (pointer: JsonPointer): SchemaModel => {
    const node = nodes.get(pointer) ?? reader.read({ document, pointer })
    nodes.set(pointer, node)
    return node
  }
  const named = input.components.map(({ name, pointer }) => ({ name, node: read(pointer) }))
  const inline = input.uses.map(({ pointer }) => read(pointer))
  const { typesModule } = input
  const componentNames = new Map(named.map(({ node, name }) => [node, name]))
  const module = new ZodModule({
    named,
    inline,
    formats: input.formats ?? true,
    isDirectional: true,
    ...(typesModule !== undefined && {
      types: {
        specifier: typesModule,
        typeOf: (node, direction) => {
          const name = direction === 'request' ? undefined : componentNames.get(node)
          return name === undefined ? undefined : code`types.components['schemas']${index(name)}`
        },
      },
    }),
  })
  const written = new Map<string, Code>()
  let usesRuntime = false
  const write: ZodEmission['expression'] = (pointer, direction, files = []) => {
    const key = JSON.stringify([direction, pointer, files])
    const known = written.get(key)
    if (known) return known
    const expression = module.expression(read(pointer), direction, files)
    usesRuntime ||= expression.usesRuntime
    written.set(key, expression.code)
    return expression.code
  }
  for (const { pointer, direction, files } of input.uses) write(pointer, direction, files)
  return {
    module: module.code,
    expression: write,
    usesRuntime,
    findings: [...reader.findings, ...module.findings],
  }
}

/** References within the document resolve against it; it is never read from anywhere. */
const documentUri = 'openapi:/document'

function index(name: string): Code {
  return code`[${literal(name)}]`
}
