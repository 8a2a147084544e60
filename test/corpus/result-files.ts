import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CorpusRow } from './corpus-table.ts'

/** What one file says of one document, and of which document and which Concordat it says it. */
export interface CorpusResult extends CorpusRow {
  readonly documentHash: string
  /** What was measured, so that a result of older code is measured again when that is asked for. */
  readonly measured: string
}

/** One file of JSON for each document, so that a run that was ended goes on where it stopped. */
export class ResultFiles {
  readonly folder: string

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true })
    this.folder = folder
  }

  read(name: string): CorpusResult | undefined {
    const path = this.#path(name)
    // The seam to what another run of this program wrote.
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as CorpusResult) : undefined
  }

  write(result: CorpusResult): void {
    writeFileSync(this.#path(result.document.name), `${JSON.stringify(result, undefined, 2)}\n`)
  }

  all(): CorpusResult[] {
    return readdirSync(this.folder)
      .filter((file) => file.endsWith('.json'))
      .flatMap((file) => this.read(file.slice(0, -'.json'.length)) ?? [])
      .sort((left, right) => left.document.bytes - right.document.bytes)
  }

  #path(name: string): string {
    return join(this.folder, `${name}.json`)
  }
}
