import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { ConcordatError, isJsonObject } from '@concordat/core'
import type { FileEdges } from './file-edges.ts'

/** The file in a generated package that says which files of its folder are generated. */
export const manifestName = '.concordat-manifest.json'

/** What a package was generated from, and what was written. */
export interface Manifest {
  readonly generator: string
  /** Hash of what was asked for beside the document. */
  readonly options: string
  /** Hashes of the document's files, by path relative to the working directory; empty when they are not all files. */
  readonly sources: Readonly<Record<string, string>>
  /** Hashes of the files that belong to the generator, by path. */
  readonly files: Readonly<Record<string, string>>
}

/** The hash of a text, the same whichever line breaks a checkout gave it. */
export function textHash(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')
}

/** The text of a manifest, with its names sorted. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(
    {
      generator: manifest.generator,
      options: manifest.options,
      sources: sorted(manifest.sources),
      files: sorted(manifest.files),
    },
    null,
    2,
  )}\n`
}

/** Reads the manifest of a folder; `undefined` when there is none. Throws `E_OUTPUT_MANIFEST` for one that is broken. */
export function readManifest(folder: string, edges: FileEdges): Manifest | undefined {
  const path = join(folder, manifestName)
  if (edges.kind(path) !== 'file') return undefined
  const manifest = parseManifest(edges.read(path))
  if (manifest) return manifest
  throw new ConcordatError(
    'E_OUTPUT_MANIFEST',
    `\`${path}\` is not a manifest of generated files, so nothing is known of who owns the files beside it. Restore it, or remove the folder and generate again.`,
  )
}

function parseManifest(text: string): Manifest | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isJsonObject(value)) return undefined
  const { generator, options } = value
  const sources = stringRecord(value.sources)
  const files = stringRecord(value.files)
  if (typeof generator !== 'string' || typeof options !== 'string' || !sources || !files) {
    return undefined
  }
  return { generator, options, sources, files }
}

function stringRecord(value: unknown): Record<string, string> | undefined {
  if (!isJsonObject(value)) return undefined
  const entries = Object.entries(value)
  return entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')
    ? Object.fromEntries(entries)
    : undefined
}

function sorted(record: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}
