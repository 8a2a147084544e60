import type { JsonPointer } from '@concordat/core'
import type { ContractSide } from '../contract/contract-side.ts'
import type { Change, ChangeClass, Direction, ReachedOperation, Witness } from './change.ts'
import { fingerprintOf } from './fingerprint.ts'

/** One occurrence of a cause, at one operation. */
export interface Fact {
  readonly id: string
  readonly class: ChangeClass
  readonly direction?: Direction
  readonly message: string
  readonly argument?: string
  /** Occurrences with one key are one cause. */
  readonly key: string
  readonly old?: JsonPointer
  readonly new?: JsonPointer
  readonly operation?: ReachedOperation
  readonly witness?: Witness
}

interface Cause {
  readonly fact: Fact
  readonly operations: Map<string, ReachedOperation>
}

/** Gathers facts into causes. */
export class ChangeLog {
  readonly #causes = new Map<string, Cause>()

  /** @returns What adds one more operation to the cause. */
  add(fact: Fact): (operation: ReachedOperation) => void {
    const key = `${fact.class} ${fact.direction ?? ''} ${fact.id} ${fact.key}`
    const cause = this.#causes.get(key) ?? { fact, operations: new Map() }
    this.#causes.set(key, cause)
    const reach = (operation: ReachedOperation): void => {
      cause.operations.set(`${operation.method} ${operation.path}`, operation)
    }
    if (fact.operation) reach(fact.operation)
    return reach
  }

  changes(old: ContractSide, next: ContractSide): Change[] {
    return [...this.#causes.entries()].map(([key, { fact, operations }]) => ({
      id: fact.id,
      class: fact.class,
      ...(fact.direction && { direction: fact.direction }),
      message: fact.message,
      ...(fact.argument !== undefined && { argument: fact.argument }),
      ...(fact.witness && { witness: fact.witness }),
      ...(fact.old !== undefined && { old: place(old, fact.old) }),
      ...(fact.new !== undefined && { new: place(next, fact.new) }),
      operations: [...operations.values()],
      fingerprint: fingerprintOf(key),
    }))
  }
}

function place(side: ContractSide, pointer: JsonPointer) {
  return { pointer, source: side.document.position(pointer) }
}
