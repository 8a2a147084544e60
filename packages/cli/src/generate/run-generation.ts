import { join, relative } from 'node:path'
import {
  checkPackage,
  defaultEmitters,
  type Emitter,
  generatePackage,
  writePackage,
} from '@concordat/codegen'
import { ConcordatError, type Finding } from '@concordat/core'
import {
  type LoadedDocument,
  loadDocument,
  type RemoteAccess,
  readApiModel,
} from '@concordat/document'
import type { GenerationResult } from './generation-result.ts'

/** What to generate, and how. */
export interface GenerateRequest {
  /** Locations, relative to `folder`. */
  readonly documents: readonly string[]
  readonly folder: string
  /** Absolute path of the folder that gets one package per document. */
  readonly out: string
  readonly mode: 'write' | 'check'
  readonly json: boolean
  readonly quiet: boolean
  /** Emit even when nothing changed. */
  readonly force: boolean
  readonly scope?: string
  readonly filters: {
    readonly tags: readonly string[]
    readonly paths: readonly string[]
    readonly operations: readonly string[]
  }
  readonly emitters: readonly Emitter[]
  readonly allowRemote: false | RemoteAccess
  readonly allowFilesOutside: boolean
  readonly signal: AbortSignal
}

/**
 * Generates every document of a request, one after the other. A document that cannot be said exactly is refused and
 * leaves its old package as it was; the others go on.
 * @throws ConcordatError for a document that cannot be read at all.
 */
export async function runGeneration(
  request: GenerateRequest,
  onProgress: (text: string) => void,
): Promise<GenerationResult[]> {
  const results: GenerationResult[] = []
  const owners = new Map<string, string>()
  for (const [index, document] of request.documents.entries()) {
    request.signal.throwIfAborted()
    onProgress(`generating ${document} (${index + 1} of ${request.documents.length})`)
    results.push(await generateDocument(document, request, owners))
  }
  return results
}

async function generateDocument(
  document: string,
  request: GenerateRequest,
  owners: Map<string, string>,
): Promise<GenerationResult> {
  const start = performance.now()
  const { loaded, findings: loading } = await loadDocument(document, {
    cwd: request.folder,
    allowRemote: request.allowRemote,
    allowFilesOutside: request.allowFilesOutside,
  })
  const { model, findings: reading } = readApiModel(loaded)
  const owner = owners.get(model.name)
  if (owner !== undefined) {
    throw new ConcordatError(
      'E_NAME_CLASH',
      `\`${owner}\` and \`${document}\` would both become the package \`${model.name}\`. Rename one, or give them different --out folders.`,
    )
  }
  owners.set(model.name, document)
  const hasFilters = Object.values(request.filters).some((list) => list.length > 0)
  const generated = await generatePackage(model, {
    source: document,
    emitters: [...defaultEmitters, ...request.emitters],
    ...(request.scope === undefined ? {} : { scope: request.scope }),
    ...(hasFilters ? { filters: nonEmpty(request.filters) } : {}),
  })
  const findings = withSources([...loading, ...reading, ...generated.findings], loaded)
  const folder = join(request.out, model.name)
  const base = {
    document,
    package: generated.name,
    folder: relative(request.folder, folder) || '.',
    operations: model.operations.length,
    schemas: model.schemas.length,
    files: generated.files.length,
    findings,
    readFiles: loaded.files,
    line: (file: string, line: number) => loaded.line(file, line),
  }
  const done = (
    outcome: GenerationResult['outcome'],
    changed: readonly string[],
  ): GenerationResult => ({
    ...base,
    outcome,
    changed,
    time: performance.now() - start,
  })
  if (generated.findings.some((finding) => finding.severity === 'error')) return done('refused', [])
  request.signal.throwIfAborted()
  if (request.mode === 'check') {
    const differences = await checkPackage(folder, generated.files)
    return {
      ...done(
        differences.length === 0 ? 'unchanged' : 'different',
        differences.map((d) => d.message),
      ),
    }
  }
  const written = await writePackage(folder, generated.files)
  return done(written.changed.length === 0 ? 'unchanged' : 'written', written.changed)
}

/** Findings of the generator know their pointer; people want file, line and column. */
function withSources(findings: readonly Finding[], loaded: LoadedDocument): Finding[] {
  return findings.map((finding) =>
    finding.source || finding.pointer === undefined
      ? finding
      : { ...finding, source: loaded.position(finding.pointer) },
  )
}

function nonEmpty(filters: GenerateRequest['filters']): Partial<GenerateRequest['filters']> {
  return Object.fromEntries(Object.entries(filters).filter(([, list]) => list.length > 0))
}
