import type { DocumentDefect } from '@concordat/model'
import type { Draft } from '../bundle/draft.ts'

/** What a repair of the bundled document needs. */
export interface RepairContext {
  report(defect: DocumentDefect): void
  /** A scalar member as the file has it, for example `1.10` where the value is the number 1.1. */
  written(container: object, key: string | number): string | undefined
  /** The object of a file that an object of the document was copied from. */
  original(copy: object): object | undefined
  /** Objects of files that the `operationRef` of links lead to. */
  readonly linked: ReadonlyMap<Draft, unknown>
}
