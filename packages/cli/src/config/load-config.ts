import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, extname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ConcordatError } from '@concordat/core'
import { createJiti } from 'jiti'
import { configSchema, type ResolvedConfig } from './config.ts'

const fileNames = [
  'concordat.config.ts',
  'concordat.config.mjs',
  'concordat.config.js',
  'concordat.config.json',
] as const

/** A configuration and the file it came from; without a file, an empty one. */
export interface LoadedConfig {
  readonly file?: string
  /** Folder that relative paths of the configuration start from. */
  readonly folder: string
  readonly config: ResolvedConfig
}

/**
 * Finds `concordat.config.ts|mjs|js|json` in a folder or the nearest one above it, loads and checks it.
 * @throws ConcordatError `E_CONFIG_NOT_FOUND` for a named file that is not there, `E_CONFIG_INVALID` for one that cannot
 * be loaded or says something unknown.
 */
export async function loadConfig(cwd: string, named?: string): Promise<LoadedConfig> {
  const file = named === undefined ? findConfig(cwd) : resolve(cwd, named)
  if (file === undefined) return { folder: cwd, config: {} }
  if (!existsSync(file)) {
    throw new ConcordatError('E_CONFIG_NOT_FOUND', `There is no configuration file \`${named}\`.`)
  }
  const shown = relative(cwd, file) || file
  const parsed = configSchema.safeParse(await evaluate(file, shown))
  if (!parsed.success) {
    const issues = parsed.error.issues
      .map((issue) => `  ${issue.path.map(String).join('.') || '(top level)'}: ${issue.message}`)
      .join('\n')
    throw new ConcordatError(
      'E_CONFIG_INVALID',
      `\`${shown}\` is not a Concordat configuration:\n${issues}`,
    )
  }
  return { file, folder: dirname(file), config: parsed.data }
}

function findConfig(from: string): string | undefined {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    for (const name of fileNames) {
      const file = join(folder, name)
      if (existsSync(file)) return file
    }
    if (dirname(folder) === folder) return undefined
  }
}

async function evaluate(file: string, shown: string): Promise<unknown> {
  try {
    if (file.endsWith('.json')) return JSON.parse(await readFile(file, 'utf8'))
    const jiti = createJiti(import.meta.url, {
      fsCache: false,
      moduleCache: false,
      // So that a configuration loads also where the command is installed elsewhere, as with npx.
      alias: {
        concordat: fileURLToPath(
          new URL(`define-config${extname(import.meta.url)}`, import.meta.url),
        ),
      },
    })
    return await jiti.import(file, { default: true })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ConcordatError('E_CONFIG_INVALID', `\`${shown}\` could not be loaded: ${reason}`, {
      cause,
    })
  }
}
