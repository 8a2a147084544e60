import { dirname, join } from 'node:path'
import { ConcordatError, type Finding } from '@concordat/core'
import type { GeneratedFile } from '../emitter.ts'
import { type FileEdges, nodeFileEdges, systemCode } from './file-edges.ts'
import { type Manifest, manifestName, manifestText, readManifest, textHash } from './manifest.ts'
import { stagingName, Transaction } from './transaction.ts'
import { type Change, planWriting } from './write-plan.ts'

/** What is told of a package beside its files. */
export interface WriteOptions {
  /** What {@link isPackageFresh} compares: see {@link packageStamp}. */
  readonly stamp?: PackageStamp
  /** @default the file system */
  readonly edges?: FileEdges
}

/** What a package was made from, so that an unchanged one need not be made again. */
export interface PackageStamp {
  readonly generator: string
  readonly options: string
  readonly sources: Readonly<Record<string, string>>
}

/** What writing did. `written` is false when something stood in the way: then nothing changed. */
export interface WriteResult {
  readonly written: boolean
  /** Paths of all files that were created, replaced or removed. */
  readonly changed: readonly string[]
  readonly created: readonly string[]
  readonly replaced: readonly string[]
  readonly removed: readonly string[]
  readonly findings: readonly Finding[]
}

/**
 * Writes a generated package into its folder: all of it, or nothing. Files that are as they should be are not touched;
 * files of an earlier run that are not generated any more are removed; files that were not written by concordat are
 * never changed, and one that stands where a file should go is a finding, with nothing written.
 *
 * @throws {@link ConcordatError} `E_OUTPUT_FOREIGN` for a folder with files in it that is no generated package,
 * `E_OUTPUT_MANIFEST` for one whose manifest is broken, `E_OUTPUT_BUSY` while another run writes it, `E_OUTPUT_WRITE`
 * when the file system fails; the old files are whole in every case.
 *
 * @example
 * ```ts
 * import { generatePackage, writePackage } from '@concordat/codegen'
 * import type { ApiModel } from '@concordat/model'
 *
 * export async function generate(model: ApiModel): Promise<void> {
 *   const { files } = await generatePackage(model, { source: 'openapi.yaml' })
 *   const { findings } = writePackage('generated/acme', files)
 *   for (const finding of findings) console.error(finding.message)
 * }
 * ```
 */
export function writePackage(
  folder: string,
  files: readonly GeneratedFile[],
  options: WriteOptions = {},
): WriteResult {
  const edges = options.edges ?? nodeFileEdges
  const transaction = new Transaction(folder, edges)
  if (transaction.recover() === 'busy') {
    throw new ConcordatError(
      'E_OUTPUT_BUSY',
      `Another run is writing \`${folder}\`. Wait for it; if there is none, remove \`${join(folder, stagingName)}\`.`,
    )
  }
  refuseForeign(folder, edges)
  const owned = readManifest(folder, edges)
  const plan = planWriting(folder, files, owned, edges)
  if (plan.conflicts.length > 0) {
    return {
      written: false,
      changed: [],
      created: [],
      replaced: [],
      removed: [],
      findings: plan.conflicts,
    }
  }
  const manifest = manifestChange(folder, { files, stamp: options.stamp, owned }, edges)
  const changes = manifest ? [...plan.changes, manifest] : plan.changes
  if (changes.length > 0) commit(folder, changes, transaction, edges)
  const paths = (kind: Change['kind']) =>
    plan.changes.filter((change) => change.kind === kind).map((change) => change.path)
  return {
    written: true,
    changed: plan.changes.map((change) => change.path),
    created: paths('create'),
    replaced: paths('replace'),
    removed: paths('remove'),
    findings: plan.notes,
  }
}

function refuseForeign(folder: string, edges: FileEdges): void {
  const kind = edges.kind(folder)
  if (kind === undefined || edges.kind(join(folder, manifestName)) === 'file') return
  const isFolder = kind === 'directory' || kind === 'link'
  if (isFolder && edges.list(folder).length === 0) return
  throw new ConcordatError(
    'E_OUTPUT_FOREIGN',
    `\`${folder}\` is there and is not a package that concordat generated (it has no ${manifestName}). Generate into a folder that is new or empty.`,
  )
}

function manifestChange(
  folder: string,
  {
    files,
    stamp,
    owned,
  }: {
    readonly files: readonly GeneratedFile[]
    readonly stamp: PackageStamp | undefined
    readonly owned: Manifest | undefined
  },
  edges: FileEdges,
): Change | undefined {
  const text = manifestText({
    generator: stamp?.generator ?? '',
    options: stamp?.options ?? '',
    sources: stamp?.sources ?? {},
    files: Object.fromEntries(files.map((file) => [file.path, textHash(file.text)])),
  })
  if (!owned) return { kind: 'create', path: manifestName, text }
  const isSame = edges.read(join(folder, manifestName)) === text
  return isSame ? undefined : { kind: 'replace', path: manifestName, text }
}

function commit(
  folder: string,
  changes: readonly Change[],
  transaction: Transaction,
  edges: FileEdges,
): void {
  const made = makeFolders(folder, edges)
  try {
    transaction.run(changes)
  } catch (error) {
    for (const path of made) {
      if (edges.list(path).length === 0) edges.removeDirectory(path)
    }
    const code = systemCode(error)
    const reason = code === 'ENOSPC' ? 'the disk is full' : (code ?? 'the file system failed')
    throw new ConcordatError(
      'E_OUTPUT_WRITE',
      `\`${folder}\` could not be written: ${reason}. What was there before is unchanged.`,
      { cause: error },
    )
  }
}

/** Makes a folder and those above it; the ones that were made, innermost first. */
function makeFolders(folder: string, edges: FileEdges): string[] {
  const missing: string[] = []
  for (let path = folder; edges.kind(path) === undefined; path = dirname(path)) missing.push(path)
  for (const path of [...missing].reverse()) edges.makeDirectory(path)
  return missing
}
