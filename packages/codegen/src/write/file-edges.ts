import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'

/** What stands at a path, links not followed. */
export type EntryKind = 'file' | 'directory' | 'link' | 'other'

/**
 * The file system and the process as writing sees them. All of it answers at once, so that a signal's handler cannot
 * come between two steps.
 */
export interface FileEdges {
  kind(path: string): EntryKind | undefined
  read(path: string): string
  list(path: string): readonly string[]
  write(path: string, text: string): void
  /** Makes one folder; throws when it exists. */
  makeDirectory(path: string): void
  rename(from: string, to: string): void
  removeFile(path: string): void
  /** Removes a folder that is empty. */
  removeDirectory(path: string): void
  /** Removes a folder with all that is in it. */
  removeTree(path: string): void
  readonly processId: number
  isRunning(processId: number): boolean
}

/** The file system that Node sees. */
export const nodeFileEdges: FileEdges = {
  kind(path) {
    const stats = lstatSync(path, { throwIfNoEntry: false })
    if (!stats) return undefined
    if (stats.isSymbolicLink()) return 'link'
    if (stats.isFile()) return 'file'
    return stats.isDirectory() ? 'directory' : 'other'
  },
  read: (path) => readFileSync(path, 'utf8'),
  list: (path) => readdirSync(path),
  write: (path, text) => writeFileSync(path, text, { flag: 'wx' }),
  makeDirectory: (path) => void mkdirSync(path),
  rename: (from, to) => renameSync(from, to),
  removeFile: (path) => rmSync(path),
  removeDirectory: (path) => rmdirSync(path),
  removeTree: (path) => rmSync(path, { recursive: true, force: true }),
  processId: process.pid,
  isRunning(processId) {
    try {
      process.kill(processId, 0)
      return true
    } catch (error) {
      // A process of another user cannot be signalled, but it is there.
      return error instanceof Error && 'code' in error && error.code === 'EPERM'
    }
  },
}

/** The code of a failed system call, such as `ENOSPC`. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined
}
