import { isAbsolute, join } from 'node:path'
import { ConcordatError } from '@concordat/core'
import type { GenerateOptions } from '../generate-package.ts'
import { generatorVersion } from '../generator-version.ts'
import { defaultEmitters } from '../outputs.ts'
import { type FileEdges, nodeFileEdges } from './file-edges.ts'
import { readManifest, textHash } from './manifest.ts'
import type { PackageStamp } from './write-package.ts'

/** What a package is generated with, beside the document's files. */
export interface StampInput {
  readonly options: GenerateOptions
  /** The document's files, relative to `cwd`; a URL among them means that the package is never fresh. */
  readonly files: readonly string[]
  readonly cwd: string
  /** Anything else that decides what is written, such as options of loading. */
  readonly extra?: string
}

/** The stamp to write into a package, for {@link isPackageFresh} to compare next time. */
export function packageStamp(input: StampInput, edges: FileEdges = nodeFileEdges): PackageStamp {
  const isCacheable =
    optionsKey(input) !== undefined &&
    input.files.every((file) => !isAbsolute(file) && edges.kind(join(input.cwd, file)) === 'file')
  return {
    generator: generatorVersion,
    options: optionsKey(input) ?? '',
    sources: isCacheable
      ? Object.fromEntries(
          input.files.map((file) => [file, textHash(edges.read(join(input.cwd, file)))]),
        )
      : {},
  }
}

/**
 * Whether a folder holds what generating it again would write: made by this version with these options from files
 * that are unchanged, and itself unchanged since. Costs the reading of those files, and nothing of the generator.
 */
export function isPackageFresh(
  folder: string,
  input: Omit<StampInput, 'files'>,
  edges: FileEdges = nodeFileEdges,
): boolean {
  const manifest = readManifestOrNone(folder, edges)
  if (!manifest || manifest.generator !== generatorVersion) return false
  if (manifest.options === '' || manifest.options !== optionsKey(input)) return false
  const sources = Object.entries(manifest.sources)
  const isSame = (path: string, hash: string) =>
    edges.kind(path) === 'file' && textHash(edges.read(path)) === hash
  return (
    sources.length > 0 &&
    sources.every(([path, hash]) => isSame(join(input.cwd, path), hash)) &&
    Object.entries(manifest.files).every(([path, hash]) => isSame(join(folder, path), hash))
  )
}

function readManifestOrNone(folder: string, edges: FileEdges) {
  try {
    return readManifest(folder, edges)
  } catch (error) {
    // A broken manifest is told of when the package is written; here it only means that nothing is known.
    if (error instanceof ConcordatError) return undefined
    throw error
  }
}

/** `undefined` when an emitter does not say by which version it writes. */
function optionsKey({ options, extra }: Omit<StampInput, 'files'>): string | undefined {
  const emitters = options.emitters ?? defaultEmitters
  const builtIn = new Set(defaultEmitters)
  if (emitters.some((emitter) => !builtIn.has(emitter) && emitter.version === undefined)) {
    return undefined
  }
  const { source, scope, packageName, filters, target, packageFacts } = options
  const asked = {
    source,
    scope,
    packageName,
    target,
    packageFacts,
    filters: filters && {
      tags: filters.tags,
      paths: filters.paths,
      operations: filters.operations,
    },
    emitters: emitters.map((emitter) => [emitter.name, emitter.version]),
    extra,
  }
  return textHash(JSON.stringify(asked))
}
