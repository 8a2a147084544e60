import { readFileSync, realpathSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ConcordatError } from '@concordat/core'

/** URIs that begin with `prefix` stand for files below `folder`. */
export interface UriMapping {
  readonly prefix: string
  readonly folder: string
}

/**
 * Reads repeated `URI=DIR`.
 * @throws ConcordatError `E_USAGE`.
 */
export function parseMappings(values: readonly string[], cwd: string): UriMapping[] {
  return values.map((value) => {
    // The URI may hold `=` in its query; the folder is what follows the last one.
    const cut = value.lastIndexOf('=')
    if (cut < 1) {
      throw new ConcordatError(
        'E_USAGE',
        `\`--map ${value}\`: expected URI=DIR, for example https://example.com/schemas=./schemas.`,
      )
    }
    return { prefix: value.slice(0, cut), folder: resolve(cwd, value.slice(cut + 1)) }
  })
}

/**
 * Finds the text of a schema that another one refers to: through the mappings, or beside the files that were named.
 * Never on the network, and never outside those folders.
 */
export function schemaRetriever(
  files: readonly string[],
  mappings: readonly UriMapping[],
): (uri: string) => string | undefined {
  const folders = [...new Set(files.map((file) => dirname(file)))]
  return (uri) => {
    for (const { prefix, folder } of mappings) {
      if (!uri.startsWith(prefix)) continue
      const text = readBelow(folder, decode(uri.slice(prefix.length)))
      if (text !== undefined) return text
    }
    if (!uri.startsWith('file:')) return undefined
    const path = fileURLToPath(uri)
    for (const folder of folders) {
      const text = readBelow(folder, relative(folder, path))
      if (text !== undefined) return text
    }
    return undefined
  }
}

function readBelow(folder: string, rest: string): string | undefined {
  const path = join(folder, rest.replace(/^\/+/, ''))
  for (const candidate of [path, `${path}.json`]) {
    try {
      const way = relative(realpathSync(folder), realpathSync(candidate))
      if (way.startsWith('..') || isAbsolute(way)) return undefined
      return readFileSync(candidate, 'utf8')
    } catch {
      // Not there, or a folder: the next candidate, else the reference is reported as not found.
    }
  }
  return undefined
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
