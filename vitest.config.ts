import { defineConfig } from 'vitest/config'

// The source condition lets tests read packages without a build. Vite and Node add `import` or `require` themselves:
// named here, they would hold for both, and CommonJS packages that have both would break.
const conditions = ['@concordat/source', 'node']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['packages/**/*.test.ts', 'test/**/*.test.ts', 'openapi/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
