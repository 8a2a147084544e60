import { benches } from '../benches.ts'
import { type BenchServer, families } from '../kit/bench.ts'

/**
 * So many wrong servers of each family, evenly spread over the bench's own order and so over its documents; all with 0.
 */
export function sampleOf(perFamily: number): BenchServer[] {
  const wrong = benches.flatMap(({ servers }) => servers.filter(({ kind }) => kind === 'wrong'))
  if (perFamily === 0) return wrong
  return families.flatMap((family) => {
    const all = wrong.filter((server) => server.family === family)
    const step = Math.max(1, all.length / perFamily)
    return all.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step))
  })
}
