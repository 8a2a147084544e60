/**
 * Puts every case of the tests before `createContractChecker` and before PactFlow's comparator, and writes what each says
 * as a table. Run it with `npm run bench:contracts`, after `npm install` in this folder.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadDocument } from '@concordat/document'
import { contractCases } from '../src/check/contract-cases.test-data.ts'
import { createContractChecker, parsePact } from '../src/index.ts'

type Verdict = 'fits' | 'breaks' | 'unknown' | 'throws'

interface Result {
  readonly type: string
  readonly code: string
}

interface Comparator {
  compare(pact: unknown): AsyncIterable<Result>
}

async function ours(document: unknown, pact: unknown): Promise<Verdict> {
  const bytes = new TextEncoder().encode(JSON.stringify(document))
  const { loaded } = await loadDocument('openapi.json', { readFile: async () => bytes })
  const { findings } = createContractChecker(loaded)(parsePact(JSON.stringify(pact), 'pact.json'))
  if (findings.some((finding) => finding.class === 'breaks')) return 'breaks'
  return findings.some((finding) => finding.class === 'unknown') ? 'unknown' : 'fits'
}

async function theirs(
  create: new (options: unknown) => Comparator,
  document: unknown,
  pact: unknown,
): Promise<Verdict> {
  try {
    let verdict: Verdict = 'fits'
    for await (const { type } of new create({ oas: document }).compare(pact)) {
      if (type === 'error') verdict = 'breaks'
    }
    return verdict
  } catch {
    return 'throws'
  }
}

const name: string = '@pactflow/openapi-pact-comparator'
const { Comparator } = (await import(name)) as { Comparator: new (options: unknown) => Comparator }
const rows: string[] = []
const right = { ours: 0, theirs: 0 }
for (const { name: title, why, verdict, document, pact } of contractCases) {
  const [own, other] = [
    await ours(document, pact),
    await theirs(Comparator, structuredClone(document), structuredClone(pact)),
  ]
  if (own === verdict) right.ours += 1
  if (other === verdict) right.theirs += 1
  rows.push(`| ${title} | ${why} | ${verdict} | ${own} | ${other} |`)
}
const table = `# Contracts against documents, beside another comparator

${contractCases.length} cases of [the tests](../src/check/contract-cases.test-data.ts), each with what is right to say.
\`check-contract\` says so in ${right.ours}, \`@pactflow/openapi-pact-comparator\` 2.3.1 in ${right.theirs}: it judges the examples and
not the matchers, and takes a member for promised when the document knows it. The cases were written for this project; where
the two stand for different ideas of a contract, ours is the measure here. A warning counts as \`fits\`.

\`npm run bench:contracts\` writes this table, after \`npm install\` in this folder.

| case | why | right | check-contract | comparator |
|---|---|---|---|---|
${rows.join('\n')}
`
writeFileSync(join(import.meta.dirname, 'comparators.md'), table)
process.stdout.write(`${contractCases.length} cases: ${right.ours} and ${right.theirs} right\n`)
