import { basename, dirname, extname, relative, sep } from 'node:path'

/**
 * The modules' names below the output folder: the files' base names without extension, or, where two files share one,
 * their paths below the folder that all of them have in common.
 */
export function moduleNames(files: readonly string[]): string[] {
  const bases = files.map((file) => basename(file, extname(file)))
  if (new Set(bases).size === bases.length) return bases
  const common = commonFolder(files)
  return files.map((file) => {
    const path = relative(common, file)
    return path
      .slice(0, path.length - extname(path).length)
      .split(sep)
      .join('/')
  })
}

function commonFolder(files: readonly string[]): string {
  const [first = '', ...others] = files.map((file) => dirname(file).split(sep))
  const parts = [...first]
  for (const other of others) {
    while (!parts.every((part, index) => other[index] === part)) parts.pop()
  }
  return parts.join(sep) || sep
}
