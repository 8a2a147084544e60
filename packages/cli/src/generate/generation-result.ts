import type { Dependencies } from '@concordat/codegen'
import type { ConcordatError, Finding } from '@concordat/core'
import type { LineReader } from '../terminal/render-findings.ts'

/** What happened to one document. */
export interface GenerationResult {
  readonly document: string
  /** Name of the package, and its folder relative to the working directory; absent when the document was refused. */
  readonly package?: string
  readonly folder?: string
  /** What the modules import; absent when nothing had to be made because nothing changed. */
  readonly dependencies?: Dependencies
  /** `refused`: the document cannot be expressed exactly; `failed`: it could not be read, or its package not be written. */
  readonly outcome: 'written' | 'unchanged' | 'different' | 'refused' | 'failed'
  /** Why it failed. */
  readonly error?: ConcordatError
  /** Sizes; absent when nothing had to be read because nothing changed. */
  readonly operations?: number
  readonly schemas?: number
  readonly files?: number
  /** Files that were written, or that `--check` found different. */
  readonly changed: readonly string[]
  readonly findings: readonly Finding[]
  /** Milliseconds of work. */
  readonly time: number
  /** Every file and URL that was read. */
  readonly readFiles: readonly string[]
  readonly line: LineReader
}
