import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export const benchFolder = join(root, 'test', 'bench')

/** Everything that the benchmarks write, except the results; not part of the project. */
export const scratchFolder = join(benchFolder, '.concordat')

/** Folder of public documents of real vendors, which is not part of the project either. */
export const corpusFolder = resolve(root, process.env.CONCORDAT_SHARED ?? '../shared', 'corpus')
