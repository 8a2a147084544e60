// Writes packages/verify/docs/drift-bench.md from what the two runners left:
//   node --conditions=@concordat/source --import tsx test/drift/run.ts --json RUNS
//   node --conditions=@concordat/source --import tsx test/drift/side-by-side/run-peers.ts --json PEERS --per-family 10
//   node --conditions=@concordat/source --import tsx test/drift/report.ts --runs RUNS --peers PEERS [--per-family 10]
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benches } from './benches.ts'
import type { RunResult } from './runner/run-result.ts'
import type { PeerRun } from './side-by-side/peer-run.ts'
import { renderReport } from './side-by-side/render-report.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', multiple: true },
    peers: { type: 'string' },
    'per-family': { type: 'string', default: '10' },
    out: { type: 'string' },
  },
})
if (!values.runs || values.peers === undefined)
  throw new Error('Give --runs FILE and --peers FILE, as the two runners wrote them.')

// Seams: the runners of this folder wrote the files.
const readRuns = (file: string): readonly RunResult[] =>
  (JSON.parse(readFileSync(file, 'utf8')) as { runs: RunResult[] }).runs
const peers = JSON.parse(readFileSync(values.peers, 'utf8')) as PeerRun[]
const page = join(import.meta.dirname, '../../packages/verify/docs/drift-bench.md')
writeFileSync(
  values.out ?? page,
  renderReport(benches, values.runs.flatMap(readRuns), peers, Number(values['per-family'])),
)
