// Takes every document of the corpus through the whole loop:
// npm run corpus [-- NAME...] [--budget SECONDS] [--skip-types]
// Writes README.md beside this file, or the rows of those that are named; exits 1 when a loop did not close.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { compileOutput } from './compile-output.ts'
import {
  absence,
  type CorpusDocument,
  corpusDocuments,
  corpusIsAbsent,
} from './corpus-documents.ts'
import { type CorpusRow, entryOf, readEntries, renderPage, renderTable } from './corpus-table.ts'
import { runStep } from './run-step.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    budget: { type: 'string', default: '20' },
    'skip-types': { type: 'boolean', default: false },
  },
})
const budget = Number(values.budget) * 1000
// A loop takes its budget, the client's calls, and patience with a busy machine.
const limit = budget * 3 + 240_000

if (corpusIsAbsent) {
  console.log(absence)
} else {
  const all = corpusDocuments()
  const wanted =
    positionals.length === 0 ? all : all.filter(({ name }) => positionals.includes(name))
  const page = fileURLToPath(new URL('README.md', import.meta.url))
  const isWhole = wanted.length === all.length
  const before = !isWhole && existsSync(page) ? readEntries(readFileSync(page, 'utf8')) : []
  const known = new Map(before.map((entry) => [entry.name, entry]))
  const rows: CorpusRow[] = []
  for (const document of wanted) {
    const row = await tryDocument(document)
    rows.push(row)
    console.log(`${row.faults.length === 0 ? '✓' : '✗'} ${document.name}`)
    for (const fault of row.faults.slice(0, 10)) console.log(`  ${fault}`)
    if (row.faults.length > 10) console.log(`  and ${row.faults.length - 10} more`)
    known.set(document.name, entryOf(row))
    writeFileSync(page, renderPage(all.flatMap(({ name }) => known.get(name) ?? [])))
  }
  console.log(`\n${renderTable(rows.map(entryOf))}`)
  const open = rows.filter(({ faults }) => faults.length > 0).length
  console.log(`\n${rows.length - open} of ${rows.length} loops closed`)
  process.exitCode = open === 0 && rows.length > 0 ? 0 : 1
}

async function tryDocument(document: CorpusDocument): Promise<CorpusRow> {
  const [generation] = await runStep('generate', [document.name], { budget, limit })
  if (generation === undefined || 'failure' in generation) {
    return { document, faults: [`generation: ${generation?.failure}`] }
  }
  const generated = generation.result
  if (generated.refusals.length > 0) {
    return { document, generated, faults: generated.refusals.map((one) => `refused: ${one}`) }
  }
  const compiled = values['skip-types']
    ? undefined
    : await compileOutput([generated.folder], dirname(generated.folder), 'built')
  const faults = (compiled?.errors ?? []).map((error) => `types: ${error}`)
  const row = { document, generated, ...(compiled && { compiled }) }
  const [loop] = await runStep('loop', [document.name], { budget, limit })
  if (loop === undefined || 'failure' in loop) {
    return { ...row, faults: [...faults, `loop: ${loop?.failure}`] }
  }
  faults.push(...loop.result.faults.map((fault) => `client: ${fault}`))
  faults.push(...loop.result.findings.map((finding) => `contract: ${finding}`))
  return { ...row, loop: loop.result, faults }
}
