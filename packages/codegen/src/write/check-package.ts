import { join } from 'node:path'
import type { Finding } from '@concordat/core'
import type { GeneratedFile } from '../emitter.ts'
import { type FileEdges, nodeFileEdges } from './file-edges.ts'
import { readManifest, textHash } from './manifest.ts'

/**
 * Tells how a folder differs from the package that its document gives now: files that are missing, changed, or left
 * from before. Writes nothing. Line breaks of a checkout do not count.
 *
 * @throws {@link ConcordatError} `E_OUTPUT_MANIFEST` for a folder whose manifest is broken.
 */
export function checkPackage(
  folder: string,
  files: readonly GeneratedFile[],
  edges: FileEdges = nodeFileEdges,
): readonly Finding[] {
  const findings: Finding[] = []
  for (const file of files) {
    const path = join(folder, file.path)
    if (edges.kind(path) !== 'file') {
      findings.push(difference('missing', path, 'is missing'))
    } else if (textHash(edges.read(path)) !== textHash(file.text)) {
      findings.push(difference('changed', path, 'is not what the document gives now'))
    }
  }
  const wanted = new Set(files.map((file) => file.path))
  for (const name of Object.keys(readManifest(folder, edges)?.files ?? {})) {
    const path = join(folder, name)
    if (wanted.has(name) || edges.kind(path) !== 'file') continue
    findings.push(difference('stale', path, 'is not generated any more'))
  }
  return findings
}

function difference(kind: 'missing' | 'changed' | 'stale', path: string, fact: string): Finding {
  return {
    id: `generated-file-${kind}`,
    severity: 'error',
    message: `\`${path}\` ${fact}. Run "concordat generate" and commit what it writes.`,
    evidence: { path },
    fingerprint: `generated-file-${kind} ${path}`,
  }
}
