import type { Operator } from '../faults/operator.ts'
import type { OperatorRun } from './run-operator.ts'

const share = (killed: number, all: number): string =>
  all === 0 ? '-' : `${Math.round((killed / all) * 100)} % (${killed} of ${all})`

const isSeen = ({ outcome }: OperatorRun): boolean => outcome === 'killed' || outcome === 'escaped'

/** The page of the bench: what was caught by operator and by document, and everything that escaped. */
export function renderTable(operators: readonly Operator[], runs: readonly OperatorRun[]): string {
  const seen = runs.filter(isSeen)
  const killed = seen.filter(({ outcome }) => outcome === 'killed')
  const unobservable = runs.filter(({ outcome }) => outcome === 'unobservable')
  const seeds = [...new Set(runs.map(({ seed }) => seed))].sort((left, right) => left - right)
  const documents = [...new Set(runs.map(({ document }) => document))].sort()
  const rows = (of: (run: OperatorRun) => boolean): string => {
    const own = seen.filter(of)
    const passed = unobservable.filter(of).length
    return `${share(own.filter(({ outcome }) => outcome === 'killed').length, own.length)} | ${passed === 0 ? '' : passed}`
  }
  return `# The operators bench

${operators.length} fault operators act on a server that is made of a document alone, in memory, each at one place that the seed
decides and at which a plain script, which knows nothing of the verifier, sees the fault act. A fault counts as caught when
the verifier reports one of the checks that the operator names, at the faulted operation or where the operator says that it
comes to light, and does not report it of the server without the fault. This page is written by \`npm run operators\`; do
not edit it.

Seeds: ${seeds.join(', ')}; ${runs.length} runs on ${documents.length} documents. Caught: ${share(killed.length, seen.length)}. Runs without a place to act: ${runs.filter(({ outcome }) => outcome === 'no-site').length}; faults
that could not be seen at any place tried: ${unobservable.length}.

## By operator

| operator | what the server does | caught | unobservable |
| --- | --- | ---: | ---: |
${operators.map(({ id, title }) => `| ${id} | ${title} | ${rows(({ operator }) => operator === id)} |`).join('\n')}

## By document

| document | caught | unobservable |
| --- | ---: | ---: |
${documents.map((name) => `| ${name} | ${rows(({ document }) => document === name)} |`).join('\n')}

## What escaped

${
  seen
    .filter(({ outcome }) => outcome === 'escaped')
    .map(
      ({ document, operator, seed, site }) => `- ${operator}, ${document}, seed ${seed}: ${site}`,
    )
    .join('\n') || 'Nothing.'
}

## How to measure

\`\`\`sh
npm run operators -- --seed 7 --per-operator 25 --table packages/verify/docs/operators-bench.md
\`\`\`
`
}
