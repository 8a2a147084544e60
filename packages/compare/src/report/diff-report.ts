import type { NormalisedDocument } from '@concordat/model'
import type { Change, ChangeClass } from '../changes/change.ts'
import { changeClasses } from '../changes/change.ts'
import type { VersionVerdict } from '../rules/version-verdict.ts'

/** One of the documents that were compared. */
export interface ReportedDocument {
  /** Path, URL or revision, as it was given. */
  readonly location: string
  readonly title: string
  readonly version: string
}

/** What one document changes of another. */
export interface DocumentReport {
  readonly old: ReportedDocument
  readonly new: ReportedDocument
  readonly operations: number
  readonly changes: readonly Change[]
  readonly version: VersionVerdict
}

/** What `concordat diff` found: plain data. */
export interface DiffReport {
  readonly format: 'concordat-diff/1'
  readonly documents: readonly DocumentReport[]
  /** Changes of each class, accepted ones left out. */
  readonly counts: Readonly<Record<ChangeClass, number>>
}

/** Puts together what comparing one or more pairs of documents found. */
export function diffReport(documents: readonly DocumentReport[]): DiffReport {
  const open = documents.flatMap(({ changes }) => changes).filter(({ accepted }) => !accepted)
  const counts = { wire: 0, unknown: 0, behaviour: 0, code: 0, compatible: 0 }
  for (const one of changeClasses)
    counts[one] = open.filter((change) => change.class === one).length
  return { format: 'concordat-diff/1', documents, counts }
}

/** A document as a report names it. */
export function reportedDocument(
  { document }: NormalisedDocument,
  location: string,
): ReportedDocument {
  const info = document.info
  const text = (key: string): string => {
    const value =
      typeof info === 'object' && info !== null && Object.hasOwn(info, key)
        ? Reflect.get(info, key)
        : undefined
    return typeof value === 'string' ? value : ''
  }
  return { location, title: text('title'), version: text('version') }
}
