import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import {
  checkPackage,
  type Emitter,
  type GenerateOptions,
  generatePackage,
  isPackageFresh,
  type ModuleEnding,
  outputEmitters,
  outputNames,
  type PackageFacts,
  packageEmitter,
  packageStamp,
  writePackage,
} from '@concordat/codegen'
import { ConcordatError, type Finding } from '@concordat/core'
import { type LoadedDocument, loadDocument, type RemoteAccess } from '@concordat/document'
import { apiNameFrom, readApiModel } from '@concordat/model'
import { isUrl } from '../expand-documents.ts'
import type { GenerationResult } from './generation-result.ts'
import { unsatisfiableSchemas } from './unsatisfiable-schemas.ts'

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
  /** Names of the outputs. @default all */
  readonly outputs?: readonly string[]
  readonly target?: 'package' | { readonly modules: ModuleEnding }
  readonly packageFacts?: PackageFacts
  readonly emitters: readonly Emitter[]
  readonly allowRemote: false | RemoteAccess
  readonly allowFilesOutside: boolean
  /** Ids of errors in spite of which a document is generated. */
  readonly allow?: readonly string[]
  /** Ids of warnings for which a document is not generated. */
  readonly refuse?: readonly string[]
  readonly signal: AbortSignal
}

/**
 * Generates every document of a request, one after the other. One that cannot be expressed exactly is refused, one that cannot
 * be read or written fails; its old package stays as it was, and the others go on.
 * @throws ConcordatError `E_NAME_CLASH` when two documents would become one package.
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
    const start = performance.now()
    try {
      results.push(await generateDocument(document, request, owners))
    } catch (error) {
      if (!(error instanceof ConcordatError) || error.code === 'E_NAME_CLASH') throw error
      results.push(failedResult(document, request, error, start))
    }
  }
  return results
}

function failedResult(
  document: string,
  request: GenerateRequest,
  error: ConcordatError,
  start: number,
): GenerationResult {
  return {
    document,
    outcome: 'failed',
    error,
    changed: [],
    findings: [],
    readFiles: isUrl(document) ? [] : [resolve(request.folder, document)],
    line: () => undefined,
    time: performance.now() - start,
  }
}

async function generateDocument(
  document: string,
  request: GenerateRequest,
  owners: Map<string, string>,
): Promise<GenerationResult> {
  const start = performance.now()
  const options = generateOptions(document, request)
  const extra = stampedSettings(request)
  // A check trusts nothing but what it generates itself: the generator may have changed under the same version.
  const trusts = !request.force && request.mode === 'write'
  const fresh = trusts ? freshResult(document, request, options, { extra, start }) : undefined
  if (fresh) {
    claimName(apiNameFrom(document, ''), document, owners)
    return fresh
  }
  const { loaded, findings: loading } = await loadDocument(document, {
    cwd: request.folder,
    allowRemote: request.allowRemote,
    allowFilesOutside: request.allowFilesOutside,
  })
  const { model, findings: reading } = readApiModel(loaded)
  claimName(model.name, document, owners)
  const generated = await generatePackage(model, options)
  const findings = withSources(
    weighed(
      [...loading, ...reading, ...generated.findings, ...unsatisfiableSchemas(model)],
      request,
    ),
    loaded,
  )
  const folder = join(request.out, model.name)
  const written = (): Outcome => {
    const stamp = packageStamp({ options, extra, cwd: request.folder, files: loaded.files })
    return writeOutcome(writePackage(folder, generated.files, { stamp }), findings)
  }
  const outcome = (): Outcome => {
    if (findings.some((finding) => finding.severity === 'error')) return { outcome: 'refused' }
    request.signal.throwIfAborted()
    return request.mode === 'check'
      ? checkOutcome(checkPackage(folder, generated.files))
      : written()
  }
  return {
    document,
    package: generated.name,
    dependencies: generated.dependencies,
    folder: relative(request.folder, folder) || '.',
    operations: model.operations.length,
    schemas: model.schemas.length,
    files: generated.files.length,
    changed: [],
    findings,
    readFiles: loaded.files,
    line: (file: string, line: number) => loaded.line(file, line),
    ...outcome(),
    time: performance.now() - start,
  }
}

/** What becomes of a document that was read and generated. */
type Outcome = Pick<GenerationResult, 'outcome'> & Partial<GenerationResult>

/** What the files depend on beside the document and the generator's own options. */
function stampedSettings(request: GenerateRequest): string {
  return JSON.stringify([
    request.allowRemote,
    request.allowFilesOutside,
    request.allow,
    request.refuse,
  ])
}

function checkOutcome(differences: ReturnType<typeof checkPackage>): Outcome {
  return differences.length === 0
    ? { outcome: 'unchanged' }
    : { outcome: 'different', changed: differences.map((difference) => difference.message) }
}

function writeOutcome(
  written: ReturnType<typeof writePackage>,
  findings: readonly Finding[],
): Outcome {
  if (!written.written) return { outcome: 'refused', findings: [...findings, ...written.findings] }
  const { changed } = written
  return { outcome: changed.length === 0 ? 'unchanged' : 'written', changed }
}

/** The result for a package that is what generating it would write, found without generating it. */
function freshResult(
  document: string,
  request: GenerateRequest,
  options: GenerateOptions,
  { extra, start }: { readonly extra: string; readonly start: number },
): GenerationResult | undefined {
  // A wrong guess of the name costs nothing: a folder that another document wrote is never fresh for this one.
  const folder = join(request.out, apiNameFrom(document, ''))
  if (!isPackageFresh(folder, { options, extra, cwd: request.folder })) return undefined
  return {
    document,
    folder: relative(request.folder, folder) || '.',
    outcome: 'unchanged',
    changed: [],
    findings: [],
    readFiles: [resolve(request.folder, document)],
    line: () => undefined,
    time: performance.now() - start,
  }
}

function generateOptions(document: string, request: GenerateRequest): GenerateOptions {
  const { target = 'package' } = request
  const hasFilters = Object.values(request.filters).some((list) => list.length > 0)
  return {
    source: sourceName(document, request),
    // Own emitters see what the outputs wrote, and the package sees what these wrote.
    emitters: [
      ...outputEmitters(request.outputs ?? outputNames),
      ...request.emitters,
      ...(target === 'package' ? [packageEmitter] : []),
    ],
    target,
    ...(request.packageFacts === undefined ? {} : { packageFacts: request.packageFacts }),
    ...(request.scope === undefined ? {} : { scope: request.scope }),
    ...(hasFilters ? { filters: nonEmpty(request.filters) } : {}),
  }
}

/** How a package names its document: as seen from beside the packages, so that it does not matter where the command ran. */
function sourceName(document: string, request: GenerateRequest): string {
  if (isUrl(document)) return document
  const path = relative(dirname(request.out), resolve(request.folder, document))
  const isBeside = !path.startsWith('..') && !isAbsolute(path)
  return isBeside ? path.split(sep).join('/') : basename(document)
}

/** @throws ConcordatError `E_NAME_CLASH` when another document of this run has the name already. */
function claimName(name: string, document: string, owners: Map<string, string>): void {
  const owner = owners.get(name)
  if (owner !== undefined) {
    throw new ConcordatError(
      'E_NAME_CLASH',
      `\`${owner}\` and \`${document}\` would both become the package \`${name}\`. Rename one, or give them different --out folders.`,
    )
  }
  owners.set(name, document)
}

/** Errors that the caller allows are warnings: they are told, and stop nothing. Warnings that he refuses are errors. */
function weighed(
  findings: readonly Finding[],
  { allow = [], refuse = [] }: Pick<GenerateRequest, 'allow' | 'refuse'>,
): Finding[] {
  return findings.map((finding) => {
    if (finding.severity === 'error' && allow.includes(finding.id)) {
      return { ...finding, severity: 'warning' }
    }
    return finding.severity === 'warning' && refuse.includes(finding.id)
      ? { ...finding, severity: 'error' }
      : finding
  })
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
