#!/usr/bin/env node
// The build may be missing in a fresh checkout; say so instead of failing with a module path.
import { existsSync } from 'node:fs'

const entry = new URL('../dist/cli/main.js', import.meta.url)
if (existsSync(entry)) {
  const { main } = await import(entry.href)
  process.exitCode = await main(process.argv.slice(2))
} else {
  process.stderr.write(
    'concordat-reference is not built yet: run `npm run build` in the checkout.\n',
  )
  process.exitCode = 2
}
