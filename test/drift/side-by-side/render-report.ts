import type { Bench } from '../kit/bench.ts'
import type { RunResult } from '../runner/run-result.ts'
import { type Judgement, judgePeer, judgeRuns, scores, wrongServers } from './compare.ts'
import type { PeerRun } from './peer-run.ts'
import { sampleOf } from './sample.ts'

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

function percent(caught: number, judged: number): string {
  return judged === 0 ? '–' : `${Math.floor((100 * caught) / judged)} % (${caught} of ${judged})`
}

/** The page of the drift bench, from the runs of Concordat and of its peers. */
export function renderReport(
  benches: readonly Bench[],
  runs: readonly RunResult[],
  peerRuns: readonly PeerRun[],
  perFamily: number,
): string {
  const own = judgeRuns('Concordat', runs)
  const peers = [...new Set(peerRuns.map(({ peer }) => peer))].map((name) =>
    judgePeer(name, peerRuns),
  )
  const sample = new Set(sampleOf(perFamily).map(({ id }) => id))
  const count = (kind: string): number =>
    benches.reduce(
      (sum, { servers }) => sum + servers.filter((server) => server.kind === kind).length,
      0,
    )
  const seeds = new Set(runs.filter(({ server }) => !server.includes('/')).map(({ seed }) => seed))
  return `# The drift bench

${benches.length} documents (${benches.map(({ api }) => api).join(', ')}), each with a right server in plain Node, ${count('wrong')} servers
that are wrong in one way each, and ${count('variation')} that are right in another way than the right one. A wrong server
counts as caught when something is said about it that is not said about the right one. This page is written by
\`test/drift/report.ts\`; do not edit it.

## Concordat over all wrong servers

${table([own])}

${survivors(own)}

Things said about right servers in ${seeds.size} seeds: ${own.falseFindings}. A run over a right server sends ${Math.round(own.requests)} requests and
takes ${own.seconds.toFixed(1)} seconds, in the mean.

## Side by side

${perFamily === 0 ? 'All wrong servers' : `The same sample of wrong servers for all: ${perFamily} of each family, evenly spread over the bench`}. The peers come from npm,
in the versions of \`test/drift/peers/package.json\`, and are given what they want: an example of each request and each success,
as the right server answers it, credentials, and a document without what they cannot read.

${table([own, ...peers], sample)}

${facts([own, ...peers])}

- Dredd reads OpenAPI 3.0: what 3.0 has no word for is left out of its document, and only successes are asked for.
- Specmatic runs its named examples (\`test --strict\`); alternatives with a key in a cookie are left out, and so are
  \`patternProperties\`, \`unevaluatedProperties\` and \`prefixItems\`. Its generated tests did not come to an end in minutes.
- Prism stands between the server and one request of each operation, and is asked what it saw.
- Redocly respect runs the workflows that \`redocly generate-arazzo\` makes of the document.
- What a tool always says about a right server is a false finding, and tells nothing about a wrong one.

## How to measure

\`\`\`sh
node --conditions=@concordat/source --import tsx test/drift/run.ts --seeds 20 --json runs.json
node --conditions=@concordat/source --import tsx test/drift/run.ts --reference --seeds 20
npm ci --prefix test/drift/peers --ignore-scripts
node --conditions=@concordat/source --import tsx test/drift/side-by-side/run-peers.ts --json peers.json --per-family 10
node --conditions=@concordat/source --import tsx test/drift/report.ts --runs runs.json --peers peers.json
\`\`\`

Seconds are those of the machine and of what else it was doing; each server has a process of its own.
`
}

function table(judgements: readonly Judgement[], among?: ReadonlySet<string>): string {
  const columns = judgements.map((judgement) => scores(judgement, among))
  const names = (columns[0] ?? []).map(({ family }) => family)
  return [
    row(['family', ...judgements.map(({ name }) => name)]),
    row(['---', ...judgements.map(() => '---:')]),
    ...names.map((family, index) =>
      row([
        family,
        ...columns.map((column) => {
          const { caught = 0, judged = 0 } = column[index] ?? {}
          return percent(caught, judged)
        }),
      ]),
    ),
  ].join('\n')
}

function facts(judgements: readonly Judgement[]): string {
  return [
    row(['over the right servers', ...judgements.map(({ name }) => name)]),
    row(['---', ...judgements.map(() => '---:')]),
    row(['false findings', ...judgements.map(({ falseFindings }) => String(falseFindings))]),
    row(['requests in a run', ...judgements.map(({ requests }) => String(Math.round(requests)))]),
    row(['seconds for a run', ...judgements.map(({ seconds }) => seconds.toFixed(1))]),
  ].join('\n')
}

function survivors({ caught }: Judgement): string {
  const missed = wrongServers().filter(({ id }) => caught.get(id) === false)
  if (missed.length === 0) return 'Every one is caught.'
  return ['Not caught:', '', ...missed.map(({ id, text }) => `- \`${id}\`: ${text}`)].join('\n')
}
