/** How much a document may ask of the machine before it is refused. */
export interface LoadLimits {
  /** Size of one file, in bytes. @default 33554432 (32 MiB) */
  readonly maxBytes?: number
  /** Files and URLs read for one document. @default 2000 */
  readonly maxFiles?: number
  /** Nesting of objects and arrays in one file. @default 400 */
  readonly maxDepth?: number
  /** Objects, arrays, keys and values of all files together, YAML aliases counted as often as they are used. @default 8000000 */
  readonly maxNodes?: number
  /** Milliseconds to wait for one URL. @default 30000 */
  readonly timeout?: number
}

export const DEFAULT_LIMITS: Required<LoadLimits> = {
  maxBytes: 32 * 1024 * 1024,
  maxFiles: 2000,
  maxDepth: 400,
  maxNodes: 8_000_000,
  timeout: 30_000,
}
