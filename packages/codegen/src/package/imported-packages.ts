import type { GeneratedFile } from '../emitter.ts'

/** An import or export line of a module that the code-writer made: strings never break, so each is one line's end. */
const source = /^(?:import|export) .*\bfrom '([^'./][^']*)'$|^\} from '([^'./][^']*)'$/gm

/** The packages that modules import, by name. */
export function importedPackages(files: readonly GeneratedFile[]): ReadonlySet<string> {
  const names = new Set<string>()
  for (const file of files) {
    if (!file.path.endsWith('.ts')) continue
    for (const [, line, closing] of file.text.matchAll(source)) {
      const parts = (line ?? closing ?? '').split('/')
      names.add(parts.slice(0, parts[0]?.startsWith('@') ? 2 : 1).join('/'))
    }
  }
  return names
}
