import { defineConfig } from 'vitest/config'

// The source condition lets tests read packages without a build. Vite and Node add `import` or `require` themselves:
// named here, they would hold for both, and CommonJS packages that have both would break.
const conditions = ['@concordat/source', 'node']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['packages/**/*.test.ts', 'test/**/*.test.ts', 'openapi/**/*.test.ts'],
    // Long series with commands of their own: `npm run test:long` and `npm run corpus`.
    exclude: process.env.CONCORDAT_LONG
      ? ['**/node_modules/**', '**/dist/**']
      : [
          '**/node_modules/**',
          '**/dist/**',
          'test/corpus/**',
          'test/drift/exhibits.test.ts',
          'test/conformance/{agreement,types}.test.ts',
        ],
    setupFiles: ['test/setup/property-seed.ts'],
    maxWorkers: 2,
    testTimeout: 120_000 * Math.max(1, Number(process.env.CONCORDAT_CASES ?? 1)),
    hookTimeout: 180_000,
  },
})
