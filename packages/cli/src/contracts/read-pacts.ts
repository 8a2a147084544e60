import { readdir, readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Pact, parsePact } from '@concordat/contracts'
import { ConcordatError } from '@concordat/core'

/**
 * Reads the Pact files that names stand for: files, and folders with all JSON files in them.
 * @throws ConcordatError for what is not there, and for what is no Pact file.
 */
export async function readPacts(
  names: readonly string[],
  cwd: string,
  provider?: string,
): Promise<readonly Pact[]> {
  const files = (await Promise.all(names.map((name) => filesOf(name, cwd)))).flat()
  const pacts = await Promise.all(
    files.map(async (file) => parsePact(await readFile(resolve(cwd, file), 'utf8'), file)),
  )
  const chosen = pacts.filter((pact) => provider === undefined || pact.provider === provider)
  if (chosen.some(({ interactions }) => interactions.length > 0)) return chosen
  const of = provider === undefined ? '' : ` with the provider \`${provider}\``
  throw new ConcordatError(
    'E_NO_CONTRACT',
    `There is no HTTP interaction${of} in ${names.map((name) => `\`${name}\``).join(', ')}: nothing could be checked.`,
  )
}

async function filesOf(name: string, cwd: string): Promise<readonly string[]> {
  const found = await stat(resolve(cwd, name)).catch(() => undefined)
  if (!found) {
    throw new ConcordatError('E_NO_CONTRACT', `There is no Pact file or folder \`${name}\`.`)
  }
  if (!found.isDirectory()) return [name]
  const entries = await readdir(resolve(cwd, name), { recursive: true })
  return entries
    .filter((entry) => entry.endsWith('.json'))
    .sort()
    .map((entry) => join(name, entry))
}
