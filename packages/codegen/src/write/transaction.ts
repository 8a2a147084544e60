import { dirname, join } from 'node:path'
import { isJsonObject, type JsonValue } from '@concordat/core'
import type { FileEdges } from './file-edges.ts'
import type { Change } from './write-plan.ts'

/** The folder, inside the package's, that holds a run's files until all of them are there. */
export const stagingName = '.concordat-staging'

const journalName = 'journal.json'
const ownerName = 'owner.json'

/** A step of a run that can be undone. */
interface JournalStep {
  readonly path: string
  /** Whether the file was there before; then the copy of it is `old-<index>`. */
  readonly existed: boolean
}

/**
 * Makes changes in a folder so that all of them happen or none. New contents are written beside the old ones first;
 * only then, with nothing left that needs space, files change by renaming. A run that was killed in between is undone
 * by the next, from the journal it left.
 */
export class Transaction {
  readonly #folder: string
  readonly #staging: string
  readonly #edges: FileEdges

  constructor(folder: string, edges: FileEdges) {
    this.#folder = folder
    this.#staging = join(folder, stagingName)
    this.#edges = edges
  }

  /** Undoes what a killed run left. Tells whether another run is at work, which is left alone. */
  recover(): 'ready' | 'busy' {
    if (this.#edges.kind(this.#staging) === undefined) return 'ready'
    const owner = this.#readJson(ownerName)
    const processId = isJsonObject(owner) ? owner.processId : undefined
    const isOther = typeof processId === 'number' && processId !== this.#edges.processId
    if (isOther && this.#edges.isRunning(processId)) return 'busy'
    this.#undo(readJournal(this.#readJson(journalName)))
    this.#edges.removeTree(this.#staging)
    return 'ready'
  }

  /** Makes the changes. Throws what the file system threw, with everything as it was before. */
  run(changes: readonly Change[]): void {
    const steps: JournalStep[] = changes.map(({ kind, path }) => ({
      path,
      existed: kind !== 'create',
    }))
    // Fails when another run has just made it; then it is not this one's to remove.
    this.#edges.makeDirectory(this.#staging)
    try {
      this.#stage(changes, steps)
    } catch (error) {
      this.#edges.removeTree(this.#staging)
      throw error
    }
    try {
      for (const [index, change] of changes.entries()) this.#apply(change, index)
    } catch (error) {
      this.#undo(steps)
      this.#edges.removeTree(this.#staging)
      throw error
    }
    this.#edges.removeTree(this.#staging)
    for (const change of changes) {
      if (change.kind === 'remove') this.#removeEmptyFolders(change.path)
    }
  }

  #stage(changes: readonly Change[], steps: readonly JournalStep[]): void {
    this.#write(ownerName, { processId: this.#edges.processId })
    changes.forEach((change, index) => {
      if (change.kind !== 'remove') this.#edges.write(this.#staged('new', index), change.text)
      if (change.kind !== 'create') {
        this.#edges.write(this.#staged('old', index), this.#edges.read(this.#target(change.path)))
      }
    })
    // The journal counts from the moment it has its name, when it is whole.
    this.#write(`${journalName}.part`, steps)
    this.#edges.rename(join(this.#staging, `${journalName}.part`), join(this.#staging, journalName))
  }

  #apply(change: Change, index: number): void {
    const target = this.#target(change.path)
    if (change.kind === 'remove') {
      this.#edges.removeFile(target)
      return
    }
    this.#makeFolders(change.path)
    this.#edges.rename(this.#staged('new', index), target)
  }

  #undo(steps: readonly JournalStep[]): void {
    for (const [index, step] of [...steps.entries()].reverse()) {
      const target = this.#target(step.path)
      const old = this.#staged('old', index)
      if (step.existed) {
        if (this.#edges.kind(old) === 'file') this.#edges.rename(old, target)
        continue
      }
      // A new file that still waits in the staging folder was not put in place.
      const isPlaced = this.#edges.kind(this.#staged('new', index)) === undefined
      if (isPlaced && this.#edges.kind(target) === 'file') this.#edges.removeFile(target)
      this.#removeEmptyFolders(step.path)
    }
  }

  #makeFolders(path: string): void {
    const parts = path.split('/').slice(0, -1)
    parts.forEach((_, index) => {
      const folder = join(this.#folder, ...parts.slice(0, index + 1))
      if (this.#edges.kind(folder) === undefined) this.#edges.makeDirectory(folder)
    })
  }

  #removeEmptyFolders(path: string): void {
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
      const full = join(this.#folder, folder)
      if (this.#edges.kind(full) !== 'directory' || this.#edges.list(full).length > 0) return
      this.#edges.removeDirectory(full)
    }
  }

  #target(path: string): string {
    return join(this.#folder, ...path.split('/'))
  }

  #staged(kind: 'new' | 'old', index: number): string {
    return join(this.#staging, `${kind}-${index}`)
  }

  #write(name: string, value: unknown): void {
    this.#edges.write(join(this.#staging, name), JSON.stringify(value))
  }

  #readJson(name: string): JsonValue | undefined {
    const path = join(this.#staging, name)
    if (this.#edges.kind(path) !== 'file') return undefined
    try {
      return JSON.parse(this.#edges.read(path))
    } catch {
      // A killed run can leave half a file; then it had not come far enough to change anything.
      return undefined
    }
  }
}

function readJournal(value: JsonValue | undefined): JournalStep[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((step: JsonValue) =>
    isJsonObject(step) && typeof step.path === 'string' && typeof step.existed === 'boolean'
      ? [{ path: step.path, existed: step.existed }]
      : [],
  )
}
