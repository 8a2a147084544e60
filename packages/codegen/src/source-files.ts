import type { GeneratedFile } from './emitter.ts'

/**
 * How the modules of generated source import each other: `ts` as `./types.ts`, `js` as `./types.js`, `none` as
 * `./types`.
 */
export type ModuleEnding = 'ts' | 'js' | 'none'

/** An import or export line of a module that the code-writer made: strings never break, so each is one line's end. */
const importLine = /^((?:import|export) .*\bfrom |\} from )'(\.\/[\w/-]+)\.ts'$/gm

/** The files of a package as plain source for a folder of an application: modules only, at the folder's top. */
export function sourceFiles(
  files: readonly GeneratedFile[],
  ending: ModuleEnding,
): readonly GeneratedFile[] {
  const suffix = ending === 'none' ? '' : `.${ending}`
  return files.map(({ path, text }) => ({
    path: path.replace(/^src\//, ''),
    text: path.endsWith('.ts') ? text.replace(importLine, `$1'$2${suffix}'`) : text,
  }))
}
