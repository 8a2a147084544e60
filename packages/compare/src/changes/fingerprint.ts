import { createHash } from 'node:crypto'

/** A short name for a cause that stays the same as long as the cause does. */
export function fingerprintOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
