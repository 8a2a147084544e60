import { vi } from 'vitest'

const { CONCORDAT_SEED, CONCORDAT_CASES } = process.env
const seed = Number(CONCORDAT_SEED ?? 1)
const factor = Number(CONCORDAT_CASES ?? 1)

// Every property test draws the same cases each time, so that a failure is about the change that was made; `npm test` says
// how to draw others. A test's own number of cases is multiplied, which `fc.configureGlobal` cannot do.
vi.mock('fast-check', async (importOriginal) => {
  const original = await importOriginal<typeof import('fast-check')>()
  const assert = ((...[property, parameters = {}]: Parameters<typeof original.assert>) =>
    original.assert(property, {
      ...parameters,
      seed,
      numRuns: Math.ceil((parameters.numRuns ?? 100) * factor),
    })) as typeof original.assert
  return { ...original, assert, default: { ...original.default, assert } }
})
