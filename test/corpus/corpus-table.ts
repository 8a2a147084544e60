import type { LoopResult } from './close-loop.ts'
import type { Compiled } from './compile-output.ts'
import type { CorpusDocument } from './corpus-documents.ts'
import type { Generated } from './generate-document.ts'

/** Everything that was seen of one document; a step that failed is missing, with its reason among the faults. */
export interface CorpusRow {
  readonly document: CorpusDocument
  readonly generated?: Generated
  readonly compiled?: Compiled
  readonly loop?: LoopResult
  /** Empty when the document went all the way. */
  readonly faults: readonly string[]
}

const heads = [
  'document',
  'size',
  'operations',
  'schemas',
  'generation',
  'memory',
  'lines',
  'tsc',
  'types',
  'client',
  'verified',
  'findings',
  'requests',
  'loop',
]

/** What the page says of one document. */
export interface CorpusEntry {
  readonly name: string
  /** Its line of the table. */
  readonly line: string
  /** What went wrong; absent when the document went all the way. */
  readonly openEnd?: string
}

export function entryOf({ document, generated, compiled, loop, faults }: CorpusRow): CorpusEntry {
  const cells = [
    document.name,
    `${Math.ceil(document.bytes / 1000)} kB`,
    number(generated?.operations),
    number(generated?.schemas),
    generated ? `${Math.round(generated.milliseconds)} ms` : '',
    generated ? `${Math.round(generated.memory)} MB` : '',
    number(generated?.lines),
    compiled ? `${compiled.seconds.toFixed(1)} s` : '',
    compiled ? (compiled.errors.length === 0 ? '✓' : `✗ ${compiled.errors.length}`) : '',
    loop ? `${loop.called} of ${loop.operations}` : '',
    loop ? `${loop.covered} of ${loop.coverable}` : '',
    loop ? `${loop.findings.length}` : '',
    loop ? number(loop.requests) : '',
    faults.length === 0 ? '✓' : '✗',
  ]
  const [first = '', ...others] = faults
  const summary = first.split('\n')[0]?.slice(0, 300).replaceAll('`', "'") ?? ''
  const more = others.length > 0 ? ` (and ${others.length} more)` : ''
  return {
    name: document.name,
    line: lineOf(cells),
    ...(faults.length > 0 && { openEnd: `- **${document.name}**: \`${summary}\`${more}` }),
  }
}

/** The entries as a table of Markdown. */
export function renderTable(entries: readonly CorpusEntry[]): string {
  const rule = heads.map((_, index) => (index === 0 ? '---' : '--:'))
  return [lineOf(heads), lineOf(rule), ...entries.map(({ line }) => line)].join('\n')
}

/** How many documents came how far. */
export function renderSummary(rows: readonly CorpusRow[]): string {
  const generated = rows.filter((row) => row.generated && row.generated.refusals.length === 0)
  const compiled = generated.filter(({ compiled }) => compiled?.errors.length === 0)
  const closed = rows.filter(({ faults }) => faults.length === 0)
  const vendors = new Set(rows.map(({ document }) => document.vendor))
  const operations = rows.reduce((sum, row) => sum + (row.generated?.operations ?? 0), 0)
  const share = (some: readonly CorpusRow[]): string =>
    `${some.length} of ${rows.length} (${((100 * some.length) / Math.max(rows.length, 1)).toFixed(1)} %)`
  return [
    `${rows.length} documents of ${vendors.size} vendors, ${number(operations)} operations.`,
    `Generated: ${share(generated)}. Compiled without an error: ${share(compiled)}. The loop is closed for ${share(closed)}.`,
  ].join(' ')
}

/** The page that says what the corpus came to. */
export function renderPage(rows: readonly CorpusRow[]): string {
  const entries = rows.map(entryOf)
  const openEnds = entries.flatMap(({ openEnd }) => openEnd ?? [])
  const ends = openEnds.length === 0 ? '' : `## Open ends\n\n${openEnds.join('\n')}\n`
  return `# Real documents

Public documents of real vendors, generated, compiled, served, called and verified by \`npm run corpus\`, which writes this
page. The documents are not part of the project: \`CONCORDAT_SHARED\` names the folder that holds them (\`../shared\` where it
is not set). \`npm run corpus -- FOLDER\` does the same for any folder, with one file of results for each document: a run that
was ended goes on where it stopped.

Per document: the generation of \`concordat generate\` (time with loading, peak memory of its process); \`tsc\` over what
it wrote, strictest settings, declarations, no \`skipLibCheck\`; a server of the generated definition that answers what
the document promises, all answers checked; the generated client, which calls every operation with inputs made from the
document (a call counts when its result is a documented success); and the contract tests against that server, until every
operation was driven (verified: those that reached a success).

An empty \`tsc\` was left out of the run. ${renderSummary(rows)}

${renderTable(entries)}

${ends}`
}

function lineOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function number(value: number | undefined): string {
  return value === undefined ? '' : value.toLocaleString('en')
}
