import { createHash } from 'node:crypto'
import { secondsAfter } from '../clock.ts'
import type { Entropy } from '../entropy.ts'
import type { Store } from '../store/store.ts'
import type { World } from '../world.ts'

/** A world whose time stands still until it is moved, and whose random bytes are the same in every run. */
export interface TestWorld extends World {
  /** Lets time pass. */
  wait(seconds: number): void
}

/** The time at which every test world begins. */
export const testEpoch = new Date('2026-01-02T03:04:05Z')

/** Makes a world over a store, at the test epoch. */
export function createTestWorld(store: Store): TestWorld {
  let now = testEpoch
  return {
    db: store.db,
    clock: () => now,
    entropy: seededEntropy('test'),
    limits: {
      cumulonimbus: { requests: 100, seconds: 300 },
      iproyal: { requests: 100, seconds: 60 },
      senhaseguraTokens: { requests: 100, seconds: 60 },
    },
    wait(seconds) {
      now = secondsAfter(now, seconds)
    },
  }
}

/** Bytes that look random and depend only on the seed. */
export function seededEntropy(seed: string): Entropy {
  let block = 0
  return {
    bytes(length) {
      const bytes = Buffer.alloc(length)
      for (let at = 0; at < length; at += 32) {
        block += 1
        createHash('sha256').update(`${seed}:${block}`).digest().copy(bytes, at)
      }
      return bytes
    },
  }
}
