import { ConcordatError, type Finding } from '@concordat/core'
import type { ApiModel } from '@concordat/model'
import { receivedOperations } from './all-operations.ts'
import { type Code, code, lines, render } from './code-writer.ts'
import type { EmitTools, Emitter, GeneratedFile } from './emitter.ts'
import { fileHeader } from './file-header.ts'
import { checkPaths } from './file-path.ts'
import { filterModel, type OperationFilters } from './filter-model.ts'
import { identifierFor } from './names/identifier.ts'
import { NameTable } from './names/name-table.ts'
import { reportNumbered } from './names/report-numbered.ts'
import { defaultEmitters } from './outputs.ts'
import { importedPackages } from './package/imported-packages.ts'
import { type Dependencies, splitDependencies } from './package/package-dependencies.ts'
import type { PackageFacts } from './package/package-json.ts'
import { SchemaLookup } from './schema/schema-lookup.ts'
import { type PreparedZod, prepareZod } from './schemas/prepare-zod.ts'
import { type ModuleEnding, sourceFiles } from './source-files.ts'

/** How a package is generated. */
export interface GenerateOptions {
  /** Path or address of the document, as headers show it: relative, so that it is the same on every machine. */
  readonly source: string
  /** npm scope of the package, for example `@concordat`. @default none */
  readonly scope?: string
  /** Whole name of the package. @default the scope, if any, and the API's name */
  readonly packageName?: string
  /** Which operations to generate. @default all */
  readonly filters?: OperationFilters
  /** What writes the files. @default {@link defaultEmitters} */
  readonly emitters?: readonly Emitter[]
  /**
   * What the files become: a npm package, or modules inside an application, which import each other with this ending.
   * @default 'package'
   */
  readonly target?: 'package' | { readonly modules: ModuleEnding }
  /** What package.json says beside what the document tells. */
  readonly packageFacts?: PackageFacts
}

/** What generation gives: the files of a package, and what could not be written as the document says it. */
export interface GeneratedPackage {
  /** Name in package.json. */
  readonly name: string
  /** The packages that the modules import. */
  readonly dependencies: Dependencies
  /** Sorted by path. */
  readonly files: readonly GeneratedFile[]
  readonly findings: readonly Finding[]
}

/**
 * Generates the package of an API. Pure and deterministic: the same model and options give the same text, on every
 * machine. Throws a {@link ConcordatError} when two emitters write the same file, or one outside the package.
 *
 * @example
 * ```ts
 * import { generatePackage } from '@concordat/codegen'
 * import type { ApiModel } from '@concordat/model'
 *
 * export async function listFiles(model: ApiModel): Promise<string[]> {
 *   const { files } = await generatePackage(model, { source: 'openapi/acme/openapi.yaml', scope: '@acme' })
 *   return files.map((file) => file.path)
 * }
 * ```
 */
export async function generatePackage(
  model: ApiModel,
  options: GenerateOptions,
): Promise<GeneratedPackage> {
  const findings: Finding[] = []
  const selected = options.filters ? filterModel(model, options.filters) : model
  const files: GeneratedFile[] = []
  const tools = emitTools(selected, options, files, (finding) => findings.push(finding))
  for (const emitter of options.emitters ?? defaultEmitters) {
    files.push(...(await emitter.emit(selected, tools)))
  }
  const { target = 'package' } = options
  const written = target === 'package' ? files : sourceFiles(files, target.modules)
  checkPaths(written)
  return {
    name: tools.package.name,
    dependencies: splitDependencies(importedPackages(files)),
    files: [...written].sort((a, b) => (a.path < b.path ? -1 : 1)),
    findings,
  }
}

function emitTools(
  model: ApiModel,
  options: GenerateOptions,
  files: readonly GeneratedFile[],
  report: (finding: Finding) => void,
): EmitTools {
  const hash = model.hash.slice(0, 12)
  const { source, target = 'package' } = options
  const operations = [...model.operations, ...receivedOperations(model)]
  const identifiers = new NameTable(
    operations.map((item) => item.operationId),
    { style: 'camel', reserved: sharedNames },
  )
  const places = new Map(operations.map(({ operationId, pointer }) => [operationId, pointer]))
  reportNumbered(
    identifiers,
    { noun: 'method', pointerOf: (name) => places.get(name) ?? '/paths' },
    report,
  )
  let zod: PreparedZod | undefined
  const lookup = new SchemaLookup(model.document)
  return {
    package: {
      name: packageName(model, options),
      pascal: identifierFor(model.name, 'pascal').replace(/^[a-z]/, (first) => first.toUpperCase()),
      source,
      hash,
      facts: options.packageFacts ?? {},
    },
    target: target === 'package' ? 'package' : 'source',
    lookup,
    names: { operation: (operationId) => identifiers.get(operationId) },
    zod: () => {
      zod ??= prepareZod(model, lookup, report)
      return zod
    },
    emitted: () => [...files],
    module: (path, body) => moduleFile(path, body, fileHeader(source, hash)),
    report,
  }
}

/** Names that the modules of a package declare or import themselves. */
const sharedNames = [
  'callbacks',
  'createRoute',
  'openapi',
  'operations',
  'routes',
  's',
  'schemas',
  'securitySchemes',
  'servers',
  'table',
  'validators',
  'webhooks',
  'z',
]

function moduleFile(path: string, body: Code, header: Code): GeneratedFile {
  return { path, text: render(code`${lines([header, body])}\n`) }
}

const namePattern = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/

function packageName(model: ApiModel, options: GenerateOptions): string {
  const scope = options.scope ? `@${options.scope.replace(/^@|\/$/g, '')}/` : ''
  const name = options.packageName ?? scope + model.name
  if (namePattern.test(name)) return name
  throw new ConcordatError(
    'E_PACKAGE_NAME',
    `\`${name}\` is not a name that npm takes. Give a package name in lower case, such as \`@acme/orders\`.`,
  )
}
