import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One schema of the official suite, with values and the verdicts on them. */
export interface SuiteCase {
  /** Unique, and fit to name a file. */
  readonly name: string
  /** File of the suite without its extension: what the case is about. */
  readonly keyword: string
  readonly description: string
  readonly schema: unknown
  readonly tests: readonly SuiteTest[]
}

export interface SuiteTest {
  readonly description: string
  readonly data: unknown
  readonly valid: boolean
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Folder of the JSON-Schema-Test-Suite: it is not part of the project. */
export const suiteFolder = join(
  process.env.CONCORDAT_SHARED ?? join(root, '..', 'shared'),
  'json-schema-test-suite',
)

export const hasSuite = existsSync(join(suiteFolder, 'tests', 'draft2020-12'))

/** All cases of a folder of the suite, files that it has below not counted. */
export function readSuite(folder: string): SuiteCase[] {
  const directory = join(suiteFolder, 'tests', folder)
  return readdirSync(directory)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => {
      const keyword = file.replace(/\.json$/, '')
      const cases: Omit<SuiteCase, 'name' | 'keyword'>[] = JSON.parse(
        readFileSync(join(directory, file), 'utf8'),
      )
      return cases.map((item, index) => ({ ...item, keyword, name: `${keyword}-${index}` }))
    })
}

/** Text of a remote schema, which the suite has under `http://localhost:1234/`. */
export function retrieveRemote(uri: string): string | undefined {
  const path = /^http:\/\/localhost:1234\/(.*)$/.exec(uri)?.[1]
  const file = path === undefined ? '' : join(suiteFolder, 'remotes', path)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
