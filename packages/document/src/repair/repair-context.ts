import type { DocumentDefect } from '../finding-log.ts'

/** What a repair of the bundled document needs. */
export interface RepairContext {
  report(defect: DocumentDefect): void
  /** A scalar member as the file has it, for example `1.10` where the value is the number 1.1. */
  written(container: object, key: string | number): string | undefined
}
