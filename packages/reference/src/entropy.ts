import { randomBytes } from 'node:crypto'

/** A source of random bytes. Passed in everywhere, so that a world can be made again exactly. */
export interface Entropy {
  bytes(length: number): Uint8Array
}

/** The machine's cryptographic source. */
export const systemEntropy: Entropy = { bytes: (length) => randomBytes(length) }

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const digits = '0123456789'

/** The letters and digits of ASCII. */
export const alphanumeric = letters + digits

/** The digits of a hexadecimal number. */
export const hexadecimal = '0123456789abcdef'

/** Crockford's base 32: what a ULID is written with. @see https://github.com/ulid/spec */
export const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A text of the given length in which each character of the alphabet is equally likely. */
export function randomText(entropy: Entropy, alphabet: string, length: number): string {
  // Bytes at or above the greatest multiple of the alphabet's size would favour its first characters.
  const limit = 256 - (256 % alphabet.length)
  let text = ''
  while (text.length < length) {
    for (const byte of entropy.bytes(length - text.length)) {
      if (byte < limit) text += alphabet.charAt(byte % alphabet.length)
    }
  }
  return text
}

/** A random UUID. @see RFC 9562 section 5.4 (version 4) */
export function newUuid(entropy: Entropy): string {
  const bytes = entropy.bytes(16).slice()
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Buffer.from(bytes).toString('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}
