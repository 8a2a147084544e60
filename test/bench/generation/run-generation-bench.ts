import { rmSync } from 'node:fs'
import { benchDocuments } from './bench-documents.ts'
import { generators } from './generators.ts'
import { measureCompiler } from './measure-compiler.ts'
import { measureGeneration } from './measure-generation.ts'
import type { GenerationCell } from './render-generation.ts'

/** Measures every generator over every document, one at a time, and documents up to `largest` bytes; `onCell` hears of each. */
export async function runGenerationBench(
  mode: 'quick' | 'full',
  largest: number,
  onCell: (cells: readonly GenerationCell[]) => void,
): Promise<readonly GenerationCell[]> {
  const limits = mode === 'quick' ? { runs: 1, limit: 60_000 } : { runs: 3, limit: 90_000 }
  const cells: GenerationCell[] = []
  // What did not end on a document does not end on one ten times its size.
  const beaten = new Set<string>()
  for (const document of benchDocuments(mode, largest)) {
    for (const generator of generators) {
      const isBeaten = document.size !== undefined && beaten.has(generator.name)
      const generation = isBeaten
        ? { kind: 'failed' as const, reason: 'Not tried: it failed on a smaller document.' }
        : await measureGeneration(generator, document, limits)
      if (generation.kind === 'failed' && document.size !== undefined) beaten.add(generator.name)
      const compiler =
        generation.kind === 'measured'
          ? await measureCompiler(generation.folder, limits.limit)
          : undefined
      cells.push({ generator, document, generation, compiler })
      if (generation.kind === 'measured') rmSync(generation.folder, { recursive: true })
      onCell(cells)
    }
  }
  return cells
}
