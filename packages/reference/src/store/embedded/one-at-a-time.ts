import type { EmbeddedDatabase } from './embedded-database.ts'

/** Databases over the same files, of which never two run. */
export interface OneAtATime {
  /** Starts a database once the one before has ended. */
  start(): Promise<EmbeddedDatabase>
  /** Settles when the last one has ended, and its files are touched no more. */
  ended(): Promise<void>
}

/**
 * Starts databases one after another. A database that was told to end still writes for a moment: a second one over its
 * files, or somebody who takes the end of its connection for its own, would damage them.
 */
export function oneAtATime(start: () => Promise<EmbeddedDatabase>): OneAtATime {
  let last: Promise<unknown> = Promise.resolve()
  return {
    start() {
      const started = last.then(start)
      last = started.then(
        (database) => database.ended,
        () => undefined,
      )
      return started
    },
    async ended() {
      await last
    },
  }
}
