import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alphanumeric, crockford, newUuid, randomText, systemEntropy } from './entropy.ts'

describe('randomText', () => {
  it('has the asked length and only characters of the alphabet', () => {
    fc.assert(
      fc.property(
        fc.nat(200),
        fc.constantFrom(alphanumeric, crockford, '01', 'x'),
        (length, alphabet) => {
          const text = randomText(systemEntropy, alphabet, length)
          expect(text).toHaveLength(length)
          expect([...text].every((character) => alphabet.includes(character))).toBe(true)
        },
      ),
    )
  })

  it('favours no character', () => {
    // Every byte value once: each of the 62 characters must come up exactly 4 times, and 8 bytes be thrown away.
    let next = 0
    const everyByte = {
      bytes: (length: number) => Uint8Array.from({ length }, () => next++ % 256),
    }
    const text = randomText(everyByte, alphanumeric, 248)
    const counts = new Map<string, number>()
    for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
    expect(new Set(counts.values())).toEqual(new Set([4]))
  })
})

describe('newUuid', () => {
  it('is a version 4 UUID of variant 10', () => {
    for (const byte of [0, 255]) {
      const entropy = { bytes: (length: number) => new Uint8Array(length).fill(byte) }
      expect(newUuid(entropy)).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      )
    }
  })
})
