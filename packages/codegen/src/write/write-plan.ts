import { join } from 'node:path'
import type { Finding } from '@concordat/core'
import type { GeneratedFile } from '../emitter.ts'
import type { FileEdges } from './file-edges.ts'
import { type Manifest, manifestName, textHash } from './manifest.ts'

/** One change of a file; paths are relative to the package's folder. */
export type Change =
  | { readonly kind: 'create' | 'replace'; readonly path: string; readonly text: string }
  | { readonly kind: 'remove'; readonly path: string }

/** What writing would do. Nothing is written while `conflicts` has any. */
export interface WritePlan {
  readonly changes: readonly Change[]
  /** What stands in the way: errors. */
  readonly conflicts: readonly Finding[]
  /** What a person should know: warnings. */
  readonly notes: readonly Finding[]
}

/** Compares a folder with the files it should have. */
export function planWriting(
  folder: string,
  files: readonly GeneratedFile[],
  owned: Manifest | undefined,
  edges: FileEdges,
): WritePlan {
  const conflicts: Finding[] = []
  const notes: Finding[] = []
  const creations: Change[] = []
  const removals: Change[] = []
  const ownedPaths = new Map(
    Object.keys(owned?.files ?? {}).map((path) => [path.toLowerCase(), path]),
  )
  const wanted = new Set(files.map((file) => file.path))
  for (const file of files) {
    const blocked = blockingFolder(folder, file.path, edges)
    if (blocked !== undefined) {
      conflicts.push(inTheWay(blocked, file.path))
      continue
    }
    const kind = edges.kind(join(folder, file.path))
    if (kind === undefined) {
      creations.push({ kind: 'create', ...file })
      continue
    }
    const isSame = kind === 'file' && edges.read(join(folder, file.path)) === file.text
    const isOwned = kind === 'file' && ownedPaths.has(file.path.toLowerCase())
    if (isSame) continue
    if (isOwned) creations.push({ kind: 'replace', ...file })
    else conflicts.push(inTheWay(file.path, file.path))
  }
  for (const [path, hash] of Object.entries(owned?.files ?? {})) {
    if (wanted.has(path) || blockingFolder(folder, path, edges) !== undefined) continue
    if (edges.kind(join(folder, path)) !== 'file') continue
    if (textHash(edges.read(join(folder, path))) === hash) removals.push({ kind: 'remove', path })
    else notes.push(editedAndKept(path))
  }
  // Removed first, so that a file whose name changed in case only is not removed after it was written.
  return { changes: [...removals, ...creations], conflicts, notes }
}

/** The first part of a path that should be a folder and is something else. */
function blockingFolder(folder: string, path: string, edges: FileEdges): string | undefined {
  const parts = path.split('/').slice(0, -1)
  for (let length = 1; length <= parts.length; length += 1) {
    const part = parts.slice(0, length).join('/')
    const kind = edges.kind(join(folder, part))
    if (kind === undefined) return undefined
    // A link could lead out of the package.
    if (kind !== 'directory') return part
  }
  return undefined
}

function inTheWay(blocking: string, path: string): Finding {
  return {
    id: 'generated-file-in-the-way',
    severity: 'error',
    message: `\`${path}\` is to be generated, but \`${blocking}\` is there and was not written by concordat (${manifestName} does not list it). Move it away, or generate into another folder.`,
    evidence: { path, blocking },
    fingerprint: `generated-file-in-the-way ${path}`,
  }
}

function editedAndKept(path: string): Finding {
  return {
    id: 'generated-file-edited',
    severity: 'warning',
    message: `\`${path}\` is no longer generated, but was edited by hand since it was; it is kept, and concordat does not own it any more. Remove it if it is not needed.`,
    evidence: { path },
    fingerprint: `generated-file-edited ${path}`,
  }
}
