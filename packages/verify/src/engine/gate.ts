/** Why a run ends before all cases were sent. */
export type StopKind = 'budget' | 'max-requests' | 'interrupted' | 'unreachable'

/** Decides when a request may go: budget, rate and the server's own wish to be left alone. */
export interface Gate {
  /** Waits for leave to send; false when the run is over. */
  pass(): Promise<boolean>
  /** Holds everything for a while. False when that would outlast the budget. */
  hold(milliseconds: number): boolean
  /** Ends the run early. */
  close(kind: StopKind, message: string): void
  /** Sets the time that the run may take from now on. */
  limit(milliseconds: number): void
  /** Lets requests pass for so long, whether the run is over or not: what it made is removed. */
  reopen(milliseconds: number): void
  /** Resolves when the user interrupts the run. */
  readonly aborted: Promise<undefined>
  readonly requests: number
  readonly over: boolean
  /** Why the run ended before its time, if it did. */
  readonly stop: { readonly kind: StopKind; readonly message: string } | undefined
  remaining(): number
}

export interface GateOptions {
  readonly budgetMilliseconds: number
  readonly maxRequests: number
  readonly rate: number | undefined
  readonly signal?: AbortSignal
  /** What removing what the run made will take, so that it is done within the budget. */
  readonly reserve?: () => { readonly milliseconds: number; readonly requests: number }
  /** Milliseconds on a clock that does not go back. */
  readonly now: () => number
}

/** Makes the gate of one run. */
export function createGate(options: GateOptions): Gate {
  const { now } = options
  let end = now() + options.budgetMilliseconds
  const interval = options.rate === undefined ? 0 : 1000 / options.rate
  let requests = 0
  let nextSlot = now()
  let heldUntil = 0
  let closed: Gate['stop']
  let reopenedUntil: number | undefined
  const close = (kind: StopKind, message: string): void => {
    closed ??= { kind, message }
  }
  const isOver = (): boolean => {
    if (reopenedUntil !== undefined) return now() >= reopenedUntil
    const kept = options.reserve?.() ?? { milliseconds: 0, requests: 0 }
    if (options.signal?.aborted) close('interrupted', 'it was interrupted')
    else if (now() + kept.milliseconds >= end) close('budget', 'the time budget is spent')
    else if (requests + kept.requests >= options.maxRequests)
      close('max-requests', 'the request budget is spent')
    return closed !== undefined
  }
  const aborted = new Promise<undefined>((resolve) => {
    options.signal?.addEventListener('abort', () => resolve(undefined), { once: true })
  })
  const never = new Promise<undefined>(() => {})
  return {
    get aborted() {
      return reopenedUntil === undefined ? aborted : never
    },
    async pass() {
      for (;;) {
        if (isOver()) return false
        const time = now()
        const due = Math.max(heldUntil, interval > 0 ? nextSlot : 0)
        if (due <= time) {
          nextSlot = Math.max(nextSlot, time) + interval
          requests++
          return true
        }
        await sleep(Math.max(1, Math.min(due - time, (reopenedUntil ?? end) - time + 1, 1000)))
      }
    },
    hold(milliseconds) {
      if (now() + milliseconds >= (reopenedUntil ?? end)) return false
      heldUntil = Math.max(heldUntil, now() + milliseconds)
      return true
    },
    close,
    limit(milliseconds) {
      end = now() + milliseconds
    },
    reopen(milliseconds) {
      reopenedUntil = now() + milliseconds
    },
    remaining: () => Math.max(0, (reopenedUntil ?? end) - now()),
    get requests() {
      return requests
    },
    get over() {
      return isOver()
    },
    get stop() {
      return closed
    },
  }
}

/** Resolves after a while. */
export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}
