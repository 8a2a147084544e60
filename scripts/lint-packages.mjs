// Packs every public package and judges it as npm users would get it: publint and attw, no problem allowed.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { globSync } from 'tinyglobby'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
let failed = 0
for (const manifest of globSync(['packages/*/package.json', 'generated/*/package.json'], {
  cwd: root,
}).sort()) {
  const folder = dirname(manifest)
  const { name, private: hidden } = JSON.parse(readFileSync(join(root, manifest), 'utf8'))
  if (hidden) continue
  for (const [command, ...args] of [
    ['publint', 'run', folder, '--strict'],
    ['attw', '--pack', folder, '--profile', 'esm-only', '--format', 'ascii', '--quiet'],
  ]) {
    const result = spawnSync(join(root, 'node_modules', '.bin', command), args, {
      cwd: root,
      encoding: 'utf8',
    })
    if (result.status !== 0) {
      failed += 1
      console.error(`${command} refuses ${name}:\n${result.stdout}${result.stderr}`)
    }
  }
  console.log(`checked ${name}`)
}
process.exitCode = failed === 0 ? 0 : 1
