import { createHash, timingSafeEqual } from 'node:crypto'

/**
 * The form in which tokens and secrets are stored. They are long and random, so one round of SHA-256 is enough:
 * there is nothing to guess, and what stands in the store cannot be used by who reads it.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex')
}

/** Compares a secret with a stored hash in a time that does not depend on where they differ. */
export function isSecretOf(secret: string, storedHash: string): boolean {
  const given = Buffer.from(hashSecret(secret), 'hex')
  const stored = Buffer.from(storedHash, 'hex')
  return given.length === stored.length && timingSafeEqual(given, stored)
}
