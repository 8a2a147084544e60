import { describe, expect, test } from 'vitest'
import { benches } from './benches.ts'
import { Judge } from './kit/judge.ts'
import { visit } from './kit/visitor.ts'

for (const bench of benches) {
  const judge = new Judge(bench.document)
  const [right] = bench.servers

  describe(bench.api, () => {
    for (const server of bench.servers.filter(({ kind }) => kind === 'wrong')) {
      test(`${server.id} deviates, and the right server does not: ${server.text}`, async () => {
        const faults: string[] = []
        const beside = await right!.start()
        try {
          const watched = visit(beside.url, bench.logins, (answer) => {
            faults.push(
              ...judge
                .faults(answer)
                .map((fault) => `${answer.method} ${answer.path} ${answer.status}: ${fault}`),
            )
          })
          expect(await server.exhibit(watched)).toBe(false)
        } finally {
          await beside.close()
        }
        expect(faults).toEqual([])
        const running = await server.start()
        try {
          expect(await server.exhibit(visit(running.url, bench.logins))).toBe(true)
        } finally {
          await running.close()
        }
      })
    }

    for (const server of bench.servers.filter(({ kind }) => kind === 'variation')) {
      test(`${server.id} differs and still keeps to its document: ${server.text}`, async () => {
        const faults: string[] = []
        const beside = await right!.start()
        try {
          expect(await server.exhibit(visit(beside.url, bench.logins))).toBe(false)
        } finally {
          await beside.close()
        }
        const running = await server.start()
        try {
          const watched = visit(running.url, bench.logins, (answer) => {
            faults.push(
              ...judge
                .faults(answer)
                .map((fault) => `${answer.method} ${answer.path} ${answer.status}: ${fault}`),
            )
          })
          expect(await server.exhibit(watched)).toBe(true)
        } finally {
          await running.close()
        }
        expect(faults).toEqual([])
      })
    }
  })
}
