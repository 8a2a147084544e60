import { type FSWatcher, watch } from 'node:fs'
import { resolve } from 'node:path'
import { ConcordatError } from '@concordat/core'
import type { CommandContext } from '../command-context.ts'
import { renderError } from '../terminal/render-error.ts'
import { styleOf } from '../terminal/style.ts'
import type { BuiltDocs, DocsRequest } from './build-docs.ts'

/** How long files must be quiet before rendering begins, in milliseconds: editors save in several steps. */
const quietTime = 60

/**
 * Renders, then again after each change of a document, of a file that one refers to, or of a guide, until the context's
 * signal. A document that is broken for a moment is reported; the site stays as it was.
 */
export async function watchDocs(
  request: DocsRequest,
  build: () => Promise<BuiltDocs>,
  context: CommandContext,
): Promise<void> {
  let files: readonly string[] = [...request.documents, ...request.guides].map((file) =>
    resolve(request.folder, file),
  )
  while (!context.signal.aborted) {
    let watchers: readonly FSWatcher[] = []
    const changed = new Promise<void>((done) => {
      const wake = () => setTimeout(done, quietTime)
      // Watching begins before rendering, so that a change in between is not missed.
      watchers = files.flatMap((file) => watchFile(file, wake))
      context.signal.addEventListener('abort', () => done(), { once: true })
    })
    const built = await buildOnce(build, context)
    if (built) {
      files = [...new Set([...files, ...built.read])]
      context.stderr.write(`${resolve(request.out, 'index.html')}\n`)
    }
    context.stderr.write('Waiting for changes (Ctrl-C ends).\n')
    await changed
    for (const watcher of watchers) watcher.close()
  }
}

function watchFile(file: string, onChange: () => void): FSWatcher[] {
  try {
    return [watch(file, onChange)]
  } catch {
    // A URL or a file that is gone for the moment: the next round looks again.
    return []
  }
}

async function buildOnce(
  build: () => Promise<BuiltDocs>,
  context: CommandContext,
): Promise<BuiltDocs | undefined> {
  try {
    return await build()
  } catch (error) {
    if (!(error instanceof ConcordatError)) throw error
    context.stderr.write(`${renderError(error, styleOf(context.stderr, context.env))}\n`)
    return undefined
  }
}
