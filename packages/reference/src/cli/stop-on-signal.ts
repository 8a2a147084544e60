import type { ReferenceLogger } from '../http/reference-logger.ts'
import type { RunningReference } from '../start-reference.ts'

const forcedExitCodes = { SIGINT: 130, SIGTERM: 143 } as const

type StopSignal = keyof typeof forcedExitCodes

/**
 * Waits for SIGINT or SIGTERM, lets answers in progress end, closes the store, and answers the exit code. A second
 * signal ends the process at once.
 */
export function stopOnSignal(running: RunningReference, logger: ReferenceLogger): Promise<number> {
  return new Promise((resolve) => {
    let stopping = false
    const stop = (signal: StopSignal) => {
      if (stopping) process.exit(forcedExitCodes[signal])
      stopping = true
      logger.info({ signal }, 'stopping; a second signal stops at once')
      running.close().then(
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
