import { table } from '../generation/render-generation.ts'
import { contenders } from './contenders.ts'
import type { ValidationCell } from './run-validation-bench.ts'

/** Ratios of requests per second, and the statuses that show who refused what. */
export function renderValidation(cells: readonly ValidationCell[]): string {
  const names = [...new Set(cells.map(({ payload }) => payload))]
  const rows = names.map((payload) => [
    payload,
    ...contenders.map((contender) => {
      const cell = cells.find((one) => one.payload === payload && one.contender === contender)
      if (!cell) return '–'
      return `${cell.ratio.toFixed(2)} (${Math.round(cell.rate).toLocaleString('en')}/s, ${cell.status})`
    }),
  ])
  return table(['payload', ...contenders], rows)
}
