import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ModuleEnding } from '@concordat/codegen'
import { getTsconfig } from 'get-tsconfig'

/**
 * How modules under a folder have to name each other: as the nearest tsconfig.json asks for. Node's own resolution of
 * ES modules wants `.js`, every other finds names without an ending. Without a tsconfig.json it is `ts`, which Node runs
 * as it is.
 */
export function moduleEnding(folder: string): ModuleEnding {
  const found = getTsconfig(folder)
  if (!found) return 'ts'
  const { module, moduleResolution, allowImportingTsExtensions, rewriteRelativeImportExtensions } =
    found.config.compilerOptions ?? {}
  if (rewriteRelativeImportExtensions || allowImportingTsExtensions) return 'ts'
  const resolution = `${moduleResolution ?? module ?? ''}`.toLowerCase()
  return /^node(?:\d\d|next)$/.test(resolution) && isModuleFolder(folder) ? 'js' : 'none'
}

/** Whether JavaScript in a folder is ES modules to Node. */
function isModuleFolder(from: string): boolean {
  for (let folder = from; ; folder = dirname(folder)) {
    const file = join(folder, 'package.json')
    if (existsSync(file)) return /"type"\s*:\s*"module"/.test(readFileSync(file, 'utf8'))
    if (dirname(folder) === folder) return false
  }
}
