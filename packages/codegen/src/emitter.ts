import type { Finding } from '@concordat/core'
import type { ApiModel } from '@concordat/model'
import type { Code } from './code-writer.ts'
import type { PackageFacts } from './package/package-json.ts'
import type { SchemaLookup } from './schema/schema-lookup.ts'
import type { PreparedZod } from './schemas/prepare-zod.ts'

/** One file of a generated package. */
export interface GeneratedFile {
  /** Relative to the package's folder, with `/` between its parts. */
  readonly path: string
  readonly text: string
}

/**
 * Writes files of a package from the model. The built-in ones are of this type too; one of your own goes into
 * `generatePackage`'s `emitters`, beside `defaultEmitters` or those of `outputEmitters`.
 *
 * @example
 * ```ts
 * import { type Emitter, literal, code, id } from '@concordat/codegen'
 *
 * export const paths: Emitter = {
 *   name: 'paths',
 *   emit: (model, tools) => [
 *     tools.module(
 *       'src/paths.ts',
 *       code`export const ${id('paths')} = ${literal(model.operations.map((item) => item.path))}`,
 *     ),
 *   ],
 * }
 * ```
 */
export interface Emitter {
  /** Unique among the emitters of a package, for messages. */
  readonly name: string
  /** Changes whenever what it writes changes; without it a package is generated anew in every run. */
  readonly version?: string
  /** Pure: the same model gives the same files. */
  emit(
    model: ApiModel,
    tools: EmitTools,
  ): readonly GeneratedFile[] | Promise<readonly GeneratedFile[]>
}

/** What an emitter may use beside the model. */
export interface EmitTools {
  readonly package: PackageNames
  /** Whether the modules become a npm package or part of an application. */
  readonly target: 'package' | 'source'
  readonly lookup: SchemaLookup
  /** Names that modules of the package share. */
  readonly names: ModuleNames
  /** The schemas of the document in Zod. */
  zod(): PreparedZod
  /** What the emitters before this one wrote. */
  emitted(): readonly GeneratedFile[]
  /** A module: code under the header that says where the file comes from. */
  module(path: string, body: Code): GeneratedFile
  /** Tells of something in the document that could not be written as it stands. */
  report(finding: Finding): void
}

/** What a package and the things in it are called. */
export interface PackageNames {
  /** Name in package.json. */
  readonly name: string
  /** The API's name as part of types, for example `Cumulonimbus`. */
  readonly pascal: string
  /** Path of the document as headers show it. */
  readonly source: string
  /** First 12 digits of the document's hash. */
  readonly hash: string
  /** What package.json says beside what the document tells. */
  readonly facts: PackageFacts
}

/** Identifiers of exported constants, the same in each module of a package. */
export interface ModuleNames {
  /** Identifier of the constant that belongs to an operation, a webhook's or a callback's included. */
  operation(operationId: string): string
}
