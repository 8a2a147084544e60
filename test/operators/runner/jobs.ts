import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { corpusDocuments, root } from '../../corpus/corpus-documents.ts'
import { randomOf } from '../api/random.ts'
import type { Operator } from '../faults/operator.ts'

/** A document that the bench can make a server of. */
export interface DocumentFile {
  readonly name: string
  readonly path: string
}

/** The documents of vendors where they are at hand, else the project's own. */
export function documentFiles(): readonly DocumentFile[] {
  const corpus = corpusDocuments().map(({ name, path }) => ({ name, path }))
  return corpus.length > 0 ? corpus : ownDocuments()
}

/** The documents of the project itself: they are always there. */
export function ownDocuments(): readonly DocumentFile[] {
  const folder = join(root, 'openapi')
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, path: join(folder, name, 'openapi.yaml') }))
}

export interface Job {
  readonly operator: Operator
  readonly document: DocumentFile
}

/** Every operator on every document, or as many of each operator as are wanted, which the seed chooses. */
export function jobsFor(
  operators: readonly Operator[],
  documents: readonly DocumentFile[],
  seed: number,
  perOperator = documents.length,
): Job[] {
  return operators.flatMap((operator) => {
    const random = randomOf(`${operator.id} ${seed}`)
    const left = [...documents]
    const chosen: DocumentFile[] = []
    while (chosen.length < perOperator && left.length > 0) {
      chosen.push(...left.splice(random.integer(0, left.length - 1), 1))
    }
    return chosen.map((document) => ({ operator, document }))
  })
}
