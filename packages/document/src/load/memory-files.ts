import { posix } from 'node:path'
import type { SourceEdges } from './source-edges.ts'

/**
 * Makes of texts by path what {@link loadDocument} reads files with: for tests, and for editors that have not saved.
 * Relative paths are below the root of the disk.
 *
 * @example
 * ```ts
 * import { loadDocument, memoryFiles } from '@concordat/document'
 *
 * const readFile = memoryFiles({
 *   'api/openapi.yaml': 'openapi: 3.1.1\ninfo: { title: Ping, version: 1.0.0 }\npaths: {}',
 * })
 * const { loaded } = await loadDocument('/api/openapi.yaml', { cwd: '/', readFile })
 * console.log(loaded.location) // 'api/openapi.yaml'
 * ```
 */
export function memoryFiles(files: Readonly<Record<string, string>>): SourceEdges['readFile'] {
  const texts = new Map(
    Object.entries(files).map(([path, text]) => [posix.resolve('/', path), text]),
  )
  return async (path) => {
    const text = texts.get(posix.resolve('/', path.replaceAll('\\', '/').replace(/^[A-Za-z]:/, '')))
    if (text !== undefined) return text
    throw Object.assign(new Error(`ENOENT: no such file, open '${path}'`), { code: 'ENOENT' })
  }
}
