import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { manifestName } from '@concordat/codegen'
import { ConcordatError } from '@concordat/core'
import { glob } from 'tinyglobby'

const documentNames = '{openapi,swagger,*.openapi}.{yaml,yml,json}'

/**
 * Turns what a person names (files, folders, globs, URLs) into the documents' locations, in a stable order and each
 * once. A folder stands for every `openapi.yaml|yml|json` below it; where it has none, for the documents in it.
 * What Concordat generated is never a document, unless it is named itself.
 * @throws ConcordatError `E_DOCUMENT_NOT_FOUND` when a name stands for nothing.
 */
export async function expandDocuments(names: readonly string[], cwd: string): Promise<string[]> {
  const found: string[] = []
  for (const name of names) found.push(...(await expandName(name, cwd)))
  return [...new Set(found)]
}

/** Whether a location is an address in the web, not a path. */
export function isUrl(location: string): boolean {
  return /^https?:\/\//i.test(location)
}

async function expandName(name: string, cwd: string): Promise<string[]> {
  if (isUrl(name)) return [name]
  const path = resolve(cwd, name)
  const info = await stat(path).catch(() => undefined)
  if (info?.isFile()) return [relative(cwd, path) || name]
  if (info?.isDirectory()) {
    for (const pattern of [`**/${documentNames}`, '*.{yaml,yml,json}']) {
      const found = await glob(pattern, { cwd: path, ignore: ['**/node_modules/**', '**/dist/**'] })
      const files = found.map((file) => resolve(path, file)).filter((file) => !isGenerated(file))
      if (files.length > 0) return files.sort().map((file) => relative(cwd, file))
    }
    throw new ConcordatError(
      'E_DOCUMENT_NOT_FOUND',
      `The folder \`${name}\` holds no OpenAPI document (looked for \`${documentNames}\` and *.yaml, *.json in it).`,
    )
  }
  const matches = /[*?{[]/.test(name)
    ? (await glob(name, { cwd, ignore: ['**/node_modules/**'] }))
        .filter((file) => !isGenerated(resolve(cwd, file)))
        .sort()
    : []
  if (matches.length > 0) return matches
  throw new ConcordatError(
    'E_DOCUMENT_NOT_FOUND',
    `There is no document at \`${name}\` (looked in ${cwd}). Give a file, a folder, a glob or a URL.`,
  )
}

/** Whether a file lies in a folder that Concordat wrote. */
function isGenerated(file: string): boolean {
  for (let folder = dirname(file); dirname(folder) !== folder; folder = dirname(folder)) {
    if (existsSync(join(folder, manifestName))) return true
  }
  return false
}
