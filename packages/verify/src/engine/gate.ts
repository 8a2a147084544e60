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
  /** Milliseconds on a clock that does not go back. */
  readonly now: () => number
}

/** Makes the gate of one run. */
export function createGate(options: GateOptions): Gate {
  const { now } = options
  const end = now() + options.budgetMilliseconds
  const interval = options.rate === undefined ? 0 : 1000 / options.rate
  let requests = 0
  let nextSlot = now()
  let heldUntil = 0
  let closed: Gate['stop']
  const close = (kind: StopKind, message: string): void => {
    closed ??= { kind, message }
  }
  const isOver = (): boolean => {
    if (options.signal?.aborted) close('interrupted', 'it was interrupted')
    else if (now() >= end) close('budget', 'the time budget is spent')
    else if (requests >= options.maxRequests) close('max-requests', 'the request budget is spent')
    return closed !== undefined
  }
  return {
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
        await sleep(Math.min(due - time, end - time + 1, 1000))
      }
    },
    hold(milliseconds) {
      if (now() + milliseconds >= end) return false
      heldUntil = Math.max(heldUntil, now() + milliseconds)
      return true
    },
    close,
    remaining: () => Math.max(0, end - now()),
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
