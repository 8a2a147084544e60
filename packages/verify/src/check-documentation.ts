import { readFile } from 'node:fs/promises'
import { isNamed } from './check.ts'
import { checks } from './check-registry.ts'

/** The page of a check, as Markdown: what holds, why, and an exchange that passes and one that fails. */
export async function checkDocumentation(id: string): Promise<string | undefined> {
  const check = checks.find((one) => isNamed(one, id))
  if (check === undefined) return undefined
  return readFile(new URL(`../docs/checks/${check.id}.md`, import.meta.url), 'utf8')
}
