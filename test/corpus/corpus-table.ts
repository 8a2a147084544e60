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
  'contract tests',
  'loop',
]

/** The rows as a table of Markdown. */
export function renderTable(rows: readonly CorpusRow[]): string {
  const body = rows.map(({ document, generated, compiled, loop, faults }) => [
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
    loop ? `${loop.findings.length} findings, ${loop.requests} requests` : '',
    faults.length === 0 ? '✓' : '✗',
  ])
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const rule = heads.map((_, index) => (index === 0 ? '---' : '--:'))
  return [line(heads), line(rule), ...body.map(line)].join('\n')
}

/** The page that says what the corpus came to. */
export function renderPage(rows: readonly CorpusRow[]): string {
  const closed = rows.filter(({ faults }) => faults.length === 0).length
  return `# Real documents

Public documents of real vendors, generated, compiled, served, called and verified by \`npm run corpus\`, which writes this
page. The documents are not part of the project: \`CONCORDAT_SHARED\` names the folder that holds them (\`../shared\` where it
is not set).

Per document: the generation of \`concordat generate\` (time with loading, peak memory of its process); \`tsc\` over what
it wrote, strictest settings, declarations, no \`skipLibCheck\`; a server of the generated definition that answers what
the document promises, all answers checked; the generated client, which calls every operation with inputs made from the
document (a call counts when its result is a documented success); and the contract tests against that server.

An empty \`tsc\` was left out of the run. The loop is closed for ${closed} of the ${rows.length} documents that were tried.

${renderTable(rows)}

${openEnds(rows)}`
}

function number(value: number | undefined): string {
  return value === undefined ? '' : value.toLocaleString('en')
}

function openEnds(rows: readonly CorpusRow[]): string {
  const open = rows.filter(({ faults }) => faults.length > 0)
  if (open.length === 0) return ''
  const items = open.map(({ document, faults }) => {
    const [first = ''] = faults
    const summary = first.split('\n')[0]?.slice(0, 300) ?? ''
    const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : ''
    return `- **${document.name}**: \`${summary.replaceAll('`', "'")}\`${more}`
  })
  return `## Open ends\n\n${items.join('\n')}\n`
}
