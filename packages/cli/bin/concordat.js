#!/usr/bin/env node
// The build may be missing in a fresh checkout; say so instead of failing with a module path.
import { existsSync } from 'node:fs'

const entry = new URL('../dist/main.js', import.meta.url)
if (existsSync(entry)) {
  await import(entry.href)
} else {
  process.stderr.write('concordat is not built yet: run `npm run build` in the checkout.\n')
  process.exitCode = 2
}
