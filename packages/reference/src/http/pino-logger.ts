import { destination, type LevelWithSilent, levels, pino, stdTimeFunctions } from 'pino'
import { describeError } from './describe-error.ts'
import type { ReferenceLogger } from './reference-logger.ts'

/** How much is logged: nothing, or all of a level and above. */
export type LogLevel = LevelWithSilent

/** The levels that {@link createPinoLogger} takes. */
export const logLevels: readonly string[] = ['silent', ...Object.values(levels.labels)]

/** Logs one JSON object per line to a file descriptor, at once, so that nothing is lost when the process ends. */
export function createPinoLogger(level: LogLevel, fileDescriptor: number): ReferenceLogger {
  return pino(
    {
      level,
      base: { name: 'concordat-reference', pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      serializers: { err: describeError },
      // Nothing here logs headers; should anything begin to, credentials still stay out.
      redact: ['headers.authorization', 'headers.cookie', 'headers["x-session-token"]'],
    },
    destination({ fd: fileDescriptor, sync: true }),
  )
}
