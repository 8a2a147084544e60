import { readFile } from 'node:fs/promises'
import { checks } from './check-registry.ts'

/** The page of a check, as Markdown: what holds, why, and an exchange that passes and one that fails. */
export async function checkDocumentation(id: string): Promise<string | undefined> {
  if (!checks.some((check) => check.id === id)) return undefined
  return readFile(new URL(`../docs/checks/${id}.md`, import.meta.url), 'utf8')
}
