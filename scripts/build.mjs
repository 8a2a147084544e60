// Builds every package of the workspace with TypeScript's project references, and the parts of the docs that run in a
// browser with esbuild. Plain JavaScript, because it runs from `prepare`, before anything is compiled.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildDocsAssets } from './build-docs-assets.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
const result = spawnSync(process.execPath, [tsc, '-b', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
process.exitCode = result.status ?? 1
if (process.exitCode === 0) await buildDocsAssets(root)
