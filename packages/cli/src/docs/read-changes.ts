import { execFile } from 'node:child_process'
import { join, relative, resolve, sep } from 'node:path'
import { promisify } from 'node:util'
import { compareDocuments } from '@concordat/compare'
import { ConcordatError } from '@concordat/core'
import type { VersionChanges } from '@concordat/docs'
import { type LoadedDocument, loadDocument } from '@concordat/document'
import { readAt } from '../diff/git-revision.ts'

const run = promisify(execFile)

/** Versions of a document that are compared; older ones are left out. */
const mostVersions = 20

interface Tag {
  readonly name: string
  readonly date: string
}

/** The tags of a repository that lead to where it stands, oldest first. */
export interface History {
  readonly root: string
  readonly tags: readonly Tag[]
}

/**
 * Finds the tags of the repository around a folder, those whose names match `pattern`.
 * @throws ConcordatError `E_NO_HISTORY` where there is no repository or no such tag
 */
export async function readHistory(folder: string, pattern: string): Promise<History> {
  try {
    const root = (await git(['rev-parse', '--show-toplevel'], folder)).trim()
    const format = '%(creatordate:short) %(refname:short)'
    const args = ['tag', '--list', pattern, '--merged', 'HEAD', '--sort', 'creatordate']
    const listed = await git([...args, '--format', format], root)
    const tags = listed
      .split('\n')
      .filter(Boolean)
      .map((line) => ({ date: line.slice(0, 10), name: line.slice(11) }))
    if (tags.length > 0) return { root, tags }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.trim() : String(cause)
    throw new ConcordatError(
      'E_NO_HISTORY',
      `The change log needs a git repository with tags: ${reason}`,
      { cause },
    )
  }
  throw new ConcordatError(
    'E_NO_HISTORY',
    `No tag of this repository matches \`${pattern}\`: the change log compares the document at one tag with that at the next. Tag your versions, or give another pattern to --changes.`,
  )
}

/**
 * What each version of a document changed of the one before, newest first; what is not tagged yet stands above all. Tags
 * at which the document was not there, could not be read, or was the same are passed over.
 */
export async function changesOf(
  location: string,
  current: LoadedDocument,
  { root, tags }: History,
  folder: string,
): Promise<VersionChanges[]> {
  const path = resolve(folder, location)
  if (relative(root, path).split(sep)[0] === '..') return []
  const versions: { readonly tag?: Tag; readonly loaded: LoadedDocument }[] = []
  for (const tag of tags) {
    const loaded = await documentAt(tag, path, root)
    if (loaded && loaded.hash !== versions.at(-1)?.loaded.hash) versions.push({ tag, loaded })
  }
  if (current.hash !== versions.at(-1)?.loaded.hash) versions.push({ loaded: current })
  const compared = versions.slice(-mostVersions - 1)
  return compared
    .slice(1)
    .map(({ tag, loaded }, index): VersionChanges => {
      const before = compared[index]
      const { changes } = before ? compareDocuments(before.loaded, loaded) : { changes: [] }
      return {
        version: tag?.name ?? 'Not released',
        ...(tag ? { date: tag.date } : {}),
        changes,
      }
    })
    .reverse()
}

async function documentAt(
  tag: Tag,
  path: string,
  root: string,
): Promise<LoadedDocument | undefined> {
  const readFile = readAt({ revision: tag.name, root, path: '' })
  try {
    return (await loadDocument(join(path), { cwd: root, readFile })).loaded
  } catch (error) {
    // It was not there yet, or was broken in that version: the next one is compared with the last that was whole.
    if (error instanceof ConcordatError) return undefined
    throw error
  }
}

async function git(args: readonly string[], cwd: string): Promise<string> {
  const { stdout } = await run('git', args, { cwd, maxBuffer: 64 * 1024 * 1024 })
  return stdout
}
