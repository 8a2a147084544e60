import type { Emitter, GeneratedFile } from '../emitter.ts'
import { importedPackages } from './imported-packages.ts'
import { packageJson } from './package-json.ts'
import { readme } from './readme.ts'
import { tsconfigJson } from './tsconfig-json.ts'

/**
 * Writes what makes the modules a package: package.json, tsconfig.json, README.md and the document in one piece. It
 * stands last: what the package depends on and exports is read from the modules that were written.
 */
export const packageEmitter: Emitter = {
  name: 'package',
  emit(model, tools) {
    const modules = tools.emitted()
    const needs = {
      name: tools.package.name,
      modules: new Set(modules.map((file) => file.path)),
      imported: importedPackages(modules),
      facts: tools.package.facts,
    }
    return [
      json('package.json', packageJson(model, needs)),
      json('tsconfig.json', tsconfigJson),
      json('openapi.json', model.document),
      { path: 'README.md', text: readme(model, tools) },
    ]
  },
}

function json(path: string, value: unknown): GeneratedFile {
  return { path, text: `${JSON.stringify(value, null, 2)}\n` }
}
