// Takes documents through the whole loop:
// npm run corpus [-- FOLDER] [NAME...] [--results FOLDER] [--page FILE] [--budget SECONDS] [--batch COUNT] [--again] [--skip-types]
// FOLDER: any folder of OpenAPI documents; the shared corpus where none is given, whose page is README.md beside this file.
// Each document has a file of its own in the folder of results: a run that was ended goes on, and --again starts anew.
// Exits 1 when a loop did not close.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Compiled, compileOutput } from './compile-output.ts'
import {
  absence,
  type CorpusDocument,
  corpusFolder,
  corpusIsAbsent,
  documentHash,
  documentsIn,
  outputFolder,
  root,
} from './corpus-documents.ts'
import { type CorpusRow, entryOf, renderPage, renderSummary, renderTable } from './corpus-table.ts'
import { ResultFiles } from './result-files.ts'
import { runStep } from './run-step.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    budget: { type: 'string', default: '10' },
    batch: { type: 'string', default: '1' },
    results: { type: 'string' },
    page: { type: 'string' },
    again: { type: 'boolean', default: false },
    'skip-types': { type: 'boolean', default: false },
  },
})
const budget = Number(values.budget) * 1000
// The contract tests' patience, their budget, the client's calls, and patience with a busy machine.
const limit = budget * 2 + 900_000

const [first] = positionals
const isFolder = first !== undefined && existsSync(first) && statSync(first).isDirectory()
const folder = resolve(isFolder ? first : corpusFolder)
const names = isFolder ? positionals.slice(1) : positionals
if (!isFolder && corpusIsAbsent) {
  console.log(absence)
} else {
  await run()
}

async function run(): Promise<void> {
  const all = documentsIn(folder)
  const wanted = names.length === 0 ? all : all.filter(({ name }) => names.includes(name))
  const files = new ResultFiles(
    resolve(values.results ?? join(root, '.concordat', 'corpus-results', basename(folder))),
  )
  const measured = commitOf()
  const open = wanted.filter((document) => {
    const known = values.again || names.length > 0 ? undefined : files.read(document.name)
    return known?.documentHash !== documentHash(document)
  })
  console.log(
    `${wanted.length} documents, ${wanted.length - open.length} with a result in ${files.folder}`,
  )
  for (const batch of batchesOf(open, Number(values.batch))) {
    for (const row of await tryDocuments(batch)) {
      files.write({ ...row, documentHash: documentHash(row.document), measured })
      console.log(`${row.faults.length === 0 ? '✓' : '✗'} ${row.document.name}`)
      for (const fault of row.faults.slice(0, 5)) console.log(`  ${fault.slice(0, 600)}`)
      if (row.faults.length > 5) console.log(`  and ${row.faults.length - 5} more`)
      rmSync(outputFolder(row.document.name), { recursive: true, force: true })
    }
  }
  const known = new Set(all.map(({ name }) => name))
  const rows = files.all().filter(({ document }) => known.has(document.name))
  const page =
    values.page ?? (isFolder ? undefined : fileURLToPath(new URL('README.md', import.meta.url)))
  if (page !== undefined) writeFileSync(page, renderPage(rows))
  console.log(`\n${renderTable(rows.map(entryOf))}\n\n${renderSummary(rows)}`)
  process.exitCode = rows.length > 0 && rows.every(({ faults }) => faults.length === 0) ? 0 : 1
}

async function tryDocuments(documents: readonly CorpusDocument[]): Promise<CorpusRow[]> {
  const rows: CorpusRow[] = []
  for (const document of documents) rows.push(await generate(document))
  const compiled = values['skip-types'] ? rows : await compile(rows)
  const closed: CorpusRow[] = []
  for (const row of compiled) closed.push(await loop(row))
  return closed
}

async function generate(document: CorpusDocument): Promise<CorpusRow> {
  const [step] = await runStep('generate', [document], { budget, limit })
  if (step === undefined || 'failure' in step) {
    return { document, faults: [`generation: ${step?.failure}`] }
  }
  const generated = step.result
  return { document, generated, faults: generated.refusals.map((one) => `refused: ${one}`) }
}

/** Compiles together what was generated; each document has the errors of its own files. */
async function compile(rows: readonly CorpusRow[]): Promise<CorpusRow[]> {
  const written = rows.filter(({ generated, faults }) => generated && faults.length === 0)
  const [only] = written
  if (only === undefined) return [...rows]
  const folders = written.flatMap(({ generated }) => generated?.folder ?? [])
  const config = outputFolder(only.document.name)
  mkdirSync(config, { recursive: true })
  const compiled = await compileOutput(folders, config, 'built').catch((error: Error) => error)
  if (compiled instanceof Error && written.length > 1) {
    const alone = await Promise.all(rows.map(async (row) => compile([row])))
    return alone.flat()
  }
  return rows.map((row) =>
    written.includes(row) ? { ...row, ...typesOf(row, compiled, written.length) } : row,
  )
}

function typesOf(
  { generated }: CorpusRow,
  compiled: Compiled | Error,
  together: number,
): Partial<CorpusRow> {
  if (compiled instanceof Error) return { faults: [`types: ${compiled.message}`] }
  const place = `${generated?.folder.slice(root.length)}/`
  const errors = compiled.errors.filter((line) => line.startsWith(place) || together === 1)
  return {
    compiled: { ...compiled, errors, seconds: compiled.seconds / together },
    faults: errors.map((error) => `types: ${error}`),
  }
}

async function loop(row: CorpusRow): Promise<CorpusRow> {
  const { document, generated, faults } = row
  if (generated === undefined || generated.refusals.length > 0) return row
  const [step] = await runStep('loop', [document], { budget, limit })
  if (step === undefined || 'failure' in step) {
    return { ...row, faults: [...faults, `loop: ${step?.failure}`] }
  }
  return {
    ...row,
    loop: step.result,
    faults: [
      ...faults,
      ...step.result.faults.map((fault) => `client: ${fault}`),
      ...step.result.findings.map((finding) => `contract: ${finding}`),
    ],
  }
}

/** Small documents are compiled together: most of a compiler's time goes into the libraries, which are the same. */
function batchesOf(documents: readonly CorpusDocument[], size: number): CorpusDocument[][] {
  const batches: CorpusDocument[][] = []
  let bytes = 0
  for (const document of documents) {
    const last = batches.at(-1)
    bytes += document.bytes
    if (last === undefined || last.length >= size || bytes > 1_000_000) {
      batches.push([document])
      bytes = document.bytes
    } else last.push(document)
  }
  return batches
}

function commitOf(): string {
  return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: root,
    encoding: 'utf8',
  }).trim()
}
