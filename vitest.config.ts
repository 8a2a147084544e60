import { defineConfig } from 'vitest/config'

// The source condition lets tests read packages without a build.
const conditions = ['@concordat/source', 'node', 'import', 'module', 'default']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['packages/**/*.test.ts', 'test/**/*.test.ts', 'openapi/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
