import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { corpusFolder, scratchFolder } from '../folders.ts'
import { syntheticDocument } from './synthetic-document.ts'

/** A document that every generator is given. */
export interface BenchDocument {
  readonly name: string
  readonly path: string
  /** Operations, for the documents of the synthetic series. */
  readonly size?: number
}

const real = {
  quick: ['petstore-30.yaml', 'train-travel.yaml'],
  full: [
    'petstore-30.yaml',
    'train-travel.yaml',
    'spotify.yaml',
    'ory-kratos.json',
    'discord.json',
    'box.json',
  ],
}
const series = { quick: [10, 100], full: [10, 100, 1000, 10_000] }

/** Documents of the corpus, where it is there, and the synthetic series, which is written first; the smallest leads. */
export function benchDocuments(mode: 'quick' | 'full', largest: number): BenchDocument[] {
  const folder = join(scratchFolder, 'documents')
  mkdirSync(folder, { recursive: true })
  const vendors = real[mode].map((file) => ({
    name: file.replace(/\.\w+$/, ''),
    path: join(corpusFolder, file),
  }))
  const synthetic = series[mode].map((size) => {
    const path = join(folder, `synthetic-${size}.json`)
    writeFileSync(path, JSON.stringify(syntheticDocument(size)))
    return { name: `synthetic-${size}`, path, size }
  })
  const sizeOf = ({ path }: BenchDocument): number => statSync(path).size
  return [...vendors.filter(({ path }) => existsSync(path)), ...synthetic]
    .filter((document) => sizeOf(document) <= largest)
    .sort((one, other) => sizeOf(one) - sizeOf(other))
}
