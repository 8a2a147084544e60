/** Where the server logs to: fields first, then a message, as pino has it. */
export interface ReferenceLogger {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Logs nothing. */
export const silentLogger: ReferenceLogger = { info() {}, warn() {}, error() {} }
