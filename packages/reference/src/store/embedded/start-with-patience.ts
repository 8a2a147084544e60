import type { EmbeddedDatabase } from './embedded-database.ts'

/**
 * Starts a database again and again, but not at once after it could not be started: each try costs seconds of computing,
 * and every waiting request would make one.
 */
export function startWithPatience(
  start: () => Promise<EmbeddedDatabase>,
  pauseMs = 2_000,
): () => Promise<EmbeddedDatabase> {
  let failed: { readonly at: number; readonly error: unknown } | undefined
  return async () => {
    if (failed && performance.now() - failed.at < pauseMs) throw failed.error
    try {
      const database = await start()
      failed = undefined
      return database
    } catch (error) {
      failed = { at: performance.now(), error }
      throw error
    }
  }
}
