import { ConcordatError } from '@concordat/core'
import type { GeneratedFile } from './emitter.ts'

const segmentPattern = /^(?!\.{1,2}$)[A-Za-z0-9._-]+$/
/** Names that Windows keeps for devices, whatever their ending. */
const devicePattern = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i

/**
 * Throws unless every path stays in the package's folder and is a file of its own on every file system, those that
 * do not tell upper case from lower included.
 */
export function checkPaths(files: readonly GeneratedFile[]): void {
  const seen = new Map<string, string>()
  for (const { path } of files) {
    const segments = path.split('/')
    const isSafe = segments.every(
      (segment) =>
        segmentPattern.test(segment) && !devicePattern.test(segment) && !segment.endsWith('.'),
    )
    if (!isSafe) {
      throw new ConcordatError(
        'E_EMITTED_PATH',
        `An emitter wants to write \`${path}\`. Paths must be relative, with \`/\` between plain ASCII names.`,
      )
    }
    const folded = path.toLowerCase()
    const other = seen.get(folded)
    if (other !== undefined) {
      throw new ConcordatError(
        'E_EMITTED_TWICE',
        `Emitters want to write \`${other}\` and \`${path}\`, which is one file on some file systems. Give each file one emitter.`,
      )
    }
    seen.set(folded, path)
  }
  for (const path of seen.keys()) {
    const parts = path.split('/')
    const folder = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'))
    const taken = folder.find((name) => seen.has(name))
    if (taken !== undefined) {
      throw new ConcordatError(
        'E_EMITTED_TWICE',
        `Emitters want \`${taken}\` to be both a file and a folder. Rename one.`,
      )
    }
  }
}
