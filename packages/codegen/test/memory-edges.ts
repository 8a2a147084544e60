import type { EntryKind, FileEdges } from '../src/write/file-edges.ts'

/** A file system in memory that can be told to fail, for tests. */
export class MemoryEdges implements FileEdges {
  readonly entries = new Map<string, { kind: EntryKind; text: string }>()
  readonly running = new Set<number>()
  processId = 1
  /** Calls that changed something, or would have. */
  calls = 0
  /** Fails, or stops for good, at this call. */
  failAt: number | undefined
  failure: Error = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
  /** Once the process is killed nothing more is done, not even to tidy up. */
  kills = false
  #isDead = false

  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [path, text] of Object.entries(files)) this.put(path, text)
  }

  put(path: string, text: string): void {
    const parts = path.split('/')
    for (let length = 1; length < parts.length; length += 1) {
      this.entries.set(parts.slice(0, length).join('/'), { kind: 'directory', text: '' })
    }
    this.entries.set(path, { kind: 'file', text })
  }

  /** All files below a folder, by path. */
  files(): Record<string, string> {
    return Object.fromEntries(
      [...this.entries]
        .filter(([, entry]) => entry.kind !== 'directory')
        .map(([path, entry]) => [path, entry.text] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    )
  }

  revive(): void {
    this.#isDead = false
    this.failAt = undefined
    this.kills = false
  }

  kind(path: string): EntryKind | undefined {
    return this.entries.get(path)?.kind ?? (path === '.' ? 'directory' : undefined)
  }

  read(path: string): string {
    const entry = this.entries.get(path)
    if (entry?.kind !== 'file') throw systemError('ENOENT', path)
    return entry.text
  }

  list(path: string): readonly string[] {
    const prefix = `${path}/`
    return [...this.entries.keys()]
      .filter((entry) => entry.startsWith(prefix) && !entry.slice(prefix.length).includes('/'))
      .map((entry) => entry.slice(prefix.length))
  }

  write(path: string, text: string): void {
    this.#step()
    if (this.entries.has(path)) throw systemError('EEXIST', path)
    this.#needParent(path)
    this.entries.set(path, { kind: 'file', text })
  }

  makeDirectory(path: string): void {
    this.#step()
    if (this.entries.has(path)) throw systemError('EEXIST', path)
    this.#needParent(path)
    this.entries.set(path, { kind: 'directory', text: '' })
  }

  rename(from: string, to: string): void {
    this.#step()
    const entry = this.entries.get(from)
    if (entry?.kind !== 'file') throw systemError('ENOENT', from)
    if (this.kind(to) === 'directory') throw systemError('EISDIR', to)
    this.#needParent(to)
    this.entries.delete(from)
    this.entries.set(to, entry)
  }

  removeFile(path: string): void {
    this.#step()
    if (!this.entries.delete(path)) throw systemError('ENOENT', path)
  }

  removeDirectory(path: string): void {
    this.#step()
    if (this.list(path).length > 0) throw systemError('ENOTEMPTY', path)
    this.entries.delete(path)
  }

  removeTree(path: string): void {
    this.#step()
    for (const entry of [...this.entries.keys()]) {
      if (entry === path || entry.startsWith(`${path}/`)) this.entries.delete(entry)
    }
  }

  isRunning(processId: number): boolean {
    return this.running.has(processId)
  }

  #step(): void {
    if (this.#isDead) throw new Error('killed')
    this.calls += 1
    if (this.calls !== this.failAt) return
    this.#isDead = this.kills
    throw this.failure
  }

  #needParent(path: string): void {
    const parent = path.split('/').slice(0, -1).join('/')
    if (parent !== '' && this.kind(parent) !== 'directory') throw systemError('ENOENT', path)
  }
}

function systemError(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code })
}
