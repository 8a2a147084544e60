import type { Finding, JsonPointer, SourcePosition } from '@concordat/core'
import { type DocumentFindingId, documentFindingKinds } from './finding-kinds.ts'
import { printable } from './name/shown.ts'

/** What is found wrong, before its severity and position are known. */
export interface DocumentDefect {
  readonly id: DocumentFindingId
  readonly message: string
  /** Into the normalised document. */
  readonly pointer?: JsonPointer
  readonly source?: SourcePosition
  readonly operationId?: string
  readonly evidence?: Readonly<Record<string, unknown>>
}

/** Collects findings about a document, each place and kind once. */
export class FindingLog {
  readonly #findings = new Map<string, Finding>()
  readonly #position: (pointer: JsonPointer) => SourcePosition

  constructor(position: (pointer: JsonPointer) => SourcePosition) {
    this.#position = position
  }

  add(defect: DocumentDefect) {
    const { id, pointer } = defect
    const source = defect.source ?? (pointer === undefined ? undefined : this.#position(pointer))
    const place = source ? `${source.file}:${source.line}:${source.column}` : (pointer ?? '')
    const key = `${id} ${place} ${defect.message}`
    if (this.#findings.has(key)) return
    this.#findings.set(key, {
      id,
      severity: documentFindingKinds[id],
      message: printable(defect.message),
      ...(pointer !== undefined && { pointer }),
      ...(source && { source }),
      ...(defect.operationId !== undefined && { operationId: defect.operationId }),
      ...(defect.evidence && { evidence: defect.evidence }),
      fingerprint: `${id}:${pointer ?? place}`,
    })
  }

  /** In the order in which they were found. */
  get findings(): readonly Finding[] {
    return [...this.#findings.values()]
  }
}
