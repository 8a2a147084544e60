import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { PGlite } from '@electric-sql/pglite'
import { expect, it } from 'vitest'
import { freshDatabase } from '../../testing/open-test-store.ts'

// By its address, because the types of tests know no plain JavaScript.
const {
  exchangeMessage,
}: {
  exchangeMessage(database: PGlite, bytes: Uint8Array): Promise<Uint8Array>
} = await import(new URL('./exchange-message.js', import.meta.url).href)

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

/** A message Query of PostgreSQL's protocol. */
function query(statement: string): Uint8Array {
  const text = Buffer.from(`${statement}\0`)
  const head = Buffer.alloc(5)
  head.write('Q')
  head.writeInt32BE(4 + text.length, 1)
  return Buffer.concat([head, text])
}

it('keeps nothing of an answer, error or not', { timeout: 120_000 }, async () => {
  const database = await PGlite.create({ loadDataDir: await freshDatabase() })
  try {
    const ask = (statement: string) => exchangeMessage(database, query(statement))
    const heapAfter = async (rounds: number): Promise<number> => {
      for (let round = 0; round < rounds; round += 1) {
        const answer = await ask(`select repeat('x', 120000), ${round}`)
        expect(answer.length).toBeGreaterThan(120_000)
      }
      expect(String.fromCharCode((await ask('select nothing'))[0] ?? 0)).toBe('E')
      collectGarbage()
      return process.memoryUsage().heapUsed
    }
    const before = await heapAfter(10)
    // What 150 answers hold is 18 MB.
    expect((await heapAfter(150)) - before).toBeLessThan(9_000_000)
  } finally {
    await database.close()
  }
})
