import { type FSWatcher, watch } from 'node:fs'
import { resolve } from 'node:path'
import { ConcordatError } from '@concordat/core'
import type { CommandContext } from '../command-context.ts'
import { renderError } from '../terminal/render-error.ts'
import { styleOf } from '../terminal/style.ts'
import { reportGeneration } from './report-generation.ts'
import { type GenerateRequest, runGeneration } from './run-generation.ts'

/** How long files must be quiet before generation begins, in milliseconds: editors save in several steps. */
const quietTime = 60

/**
 * Generates, then again after each change of a document or of a file that one refers to, until the context's signal.
 * A document that is broken for a moment is reported; the watch goes on.
 */
export async function watchDocuments(
  request: GenerateRequest,
  context: CommandContext,
): Promise<void> {
  let watchers: FSWatcher[] = []
  let wake: () => void = () => {}
  const stop = (): void => {
    for (const watcher of watchers) watcher.close()
    wake()
  }
  context.signal.addEventListener('abort', stop, { once: true })
  let files = request.documents.map((document) => resolve(request.folder, document))
  while (!context.signal.aborted) {
    const changed = new Promise<void>((resolveChange) => {
      wake = resolveChange
    })
    // Watching begins before generating, so that a change in between is not missed.
    watchers = files.flatMap((file) => watchFile(file, () => setTimeout(wake, quietTime)))
    const read = await generateOnce(request, context)
    if (read !== undefined) files = [...new Set([...files, ...read])]
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

async function generateOnce(
  request: GenerateRequest,
  context: CommandContext,
): Promise<readonly string[] | undefined> {
  try {
    const results = await runGeneration(request, () => {})
    reportGeneration(results, request, context)
    return results.flatMap((result) =>
      result.readFiles.map((file) => resolve(request.folder, file)),
    )
  } catch (error) {
    if (!(error instanceof ConcordatError)) throw error
    context.stderr.write(`${renderError(error, styleOf(context.stderr, context.env))}\n`)
    return undefined
  }
}
