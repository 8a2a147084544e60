import type { ReferenceLogger } from '../http/reference-logger.ts'
import type { RunningReference } from '../start-reference.ts'

const forcedExitCodes = { SIGINT: 130, SIGTERM: 143 } as const

type StopSignal = keyof typeof forcedExitCodes

/**
 * Waits for SIGINT or SIGTERM, lets answers in progress end, closes the store, and answers the exit code. A second
 * signal ends the process at once. SIGTERM comes from what runs servers, and drains first; SIGINT from a person.
 */
export function stopOnSignal(
  running: RunningReference,
  logger: ReferenceLogger,
  drainPeriod: number,
): Promise<number> {
  return new Promise((resolve) => {
    let stopping = false
    const stop = (signal: StopSignal) => {
      if (stopping) process.exit(forcedExitCodes[signal])
      stopping = true
      logger.info({ signal }, 'stopping; a second signal stops at once')
      running.close(signal === 'SIGTERM' ? drainPeriod : 0).then(
        () => {
          logger.info({}, 'stopped')
          resolve(0)
        },
        (error: unknown) => {
          logger.error({ err: error }, 'could not stop in order')
          resolve(2)
        },
      )
    }
    process.on('SIGINT', () => stop('SIGINT'))
    process.on('SIGTERM', () => stop('SIGTERM'))
  })
}
