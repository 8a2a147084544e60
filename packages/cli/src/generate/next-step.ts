import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { GenerationResult } from './generation-result.ts'
import type { GenerateRequest } from './run-generation.ts'

/** How each package manager adds packages to a project, by the file it leaves there. */
const managers = [
  ['pnpm-lock.yaml', 'pnpm add'],
  ['yarn.lock', 'yarn add'],
  ['bun.lock', 'bun add'],
  ['bun.lockb', 'bun add'],
  ['package-lock.json', 'npm install'],
] as const

/**
 * The command that makes what was generated usable in this project; `undefined` when nothing is missing, or nothing is
 * known because nothing changed.
 */
export function nextStep(
  results: readonly GenerationResult[],
  { folder, target = 'package' }: Pick<GenerateRequest, 'folder' | 'target'>,
): string | undefined {
  const made = results.filter(({ dependencies }) => dependencies !== undefined)
  const isMissing = (name: string): boolean => !isInstalled(name, folder)
  const add = addCommand(folder)
  if (target !== 'package') {
    const names = made.flatMap(({ dependencies }) => [
      ...(dependencies?.required ?? []),
      ...(dependencies?.optional ?? []),
    ])
    const missing = [...new Set(names)].filter(isMissing)
    return missing.length > 0 ? `${add} ${missing.join(' ')}` : undefined
  }
  const packages = made.filter((result) => isMissing(result.package ?? ''))
  if (packages.length === 0) return undefined
  const folders = packages.map((result) => `./${result.folder}`)
  // The server's part of a package compiles where what it is built on is there.
  const peers = [...packages.flatMap((result) => result.dependencies?.optional ?? []), 'typescript']
  const missing = [...new Set(peers)].filter(isMissing)
  const builds = folders.map((path) => `npm run build --prefix ${path}`)
  return [`${add} ${[...folders, ...missing].join(' ')}`, ...builds].join(' && ')
}

function addCommand(folder: string): string {
  for (let path = folder; ; path = dirname(path)) {
    const manager = managers.find(([file]) => existsSync(join(path, file)))
    if (manager) return manager[1]
    if (dirname(path) === path) return 'npm install'
  }
}

function isInstalled(name: string, folder: string): boolean {
  const paths = createRequire(join(folder, 'any.js')).resolve.paths(name) ?? []
  return paths.some((path) => existsSync(join(path, name, 'package.json')))
}
