// Changes real documents by operators whose effect is known, and counts how often the comparison sees it:
// `tsx --conditions=@concordat/source test/compare/fresh/run.ts FOLDER [PAIRS] [SEED] [rewrites]`.
import { compareDocuments } from '@concordat/compare'
import { createRandom } from '@concordat/core'
import { loadDocument, loadDocumentFromObject } from '@concordat/document'
import { documentsIn } from '../../corpus/corpus-documents.ts'
import { type JsonMap, rewrites } from '../rewrites/rewrites.ts'
import { pairOfDocument } from './pairs-of-document.ts'
import { partOfDocument } from './part-of-document.ts'

const [folder = '.', pairs = '20', seed = '1', what] = process.argv.slice(2)
const tries = Number(pairs)
const wrong: string[] = []
const rows: string[] = []
const total = { pairs: 0, right: 0, cried: 0, missed: 0 }
const kinds = new Set<string>()

for (const { name, path } of documentsIn(folder)) {
  const { loaded } = await loadDocument(path, { allowFilesOutside: true })
  const whole = JSON.parse(JSON.stringify(loaded.document)) as JsonMap
  const count = { pairs: 0, right: 0, cried: 0, missed: 0 }
  for (let round = 0; count.pairs < tries && round < tries * 20; round += 1) {
    const random = createRandom(Number(seed) * 100_000 + round, name)
    const choose = (below: number): number => random.integer(0, below - 1)
    const part = partOfDocument(whole, what === 'rewrites' ? 4 : 1, choose)
    const pair = what === 'rewrites' ? rewritten(part, choose) : pairOfDocument(part, choose)
    if (!pair) continue
    count.pairs += 1
    kinds.add(pair.kind)
    const said = await judge(pair.old, pair.next)
    const cries = said.length > 0
    const isUnknown = said.length > 0 && said.every((text) => text.startsWith('unknown'))
    if (pair.breaks && cries && !isUnknown) count.right += 1
    else if (pair.breaks) count.missed += 1
    else if (cries) count.cried += 1
    if (cries !== pair.breaks || isUnknown)
      wrong.push(
        `${name} ${round}: ${pair.kind}: ${pair.breaks ? 'breaks' : 'breaks nothing'}, said: ${said.slice(0, 3).join(' | ') || 'nothing'}`,
      )
  }
  rows.push(`| ${name} | ${count.pairs} | ${count.right} | ${count.cried} | ${count.missed} |`)
  for (const key of ['pairs', 'right', 'cried', 'missed'] as const) total[key] += count[key]
}
console.log(
  `| document | pairs | breaks seen | false alarms | missed or unknown |\n|---|---|---|---|---|\n${rows.join('\n')}`,
)
const share = (part: number, rest: number): string => (part / (part + rest)).toFixed(3)
console.log(
  what === 'rewrites'
    ? `\n${total.cried} false alarms on ${total.pairs} compositions of rewrites.`
    : `\n${total.pairs} pairs of ${kinds.size} kinds: precision ${share(total.right, total.cried)}, recall ${share(total.right, total.missed)}.`,
)
if (wrong.length > 0) console.log(`\n${wrong.join('\n')}`)

function rewritten(document: JsonMap, choose: (below: number) => number) {
  const next = structuredClone(document)
  const used = Array.from({ length: 12 }, () => rewrites[choose(rewrites.length)]!)
  for (const { apply } of used) apply(next, choose)
  return { kind: used.map(({ name }) => name).join(', '), old: document, next, breaks: false }
}

async function judge(old: JsonMap, next: JsonMap): Promise<readonly string[]> {
  try {
    const [before, after] = [await loadDocumentFromObject(old), await loadDocumentFromObject(next)]
    return compareDocuments(before.loaded, after.loaded)
      .changes.filter((change) => change.class !== 'compatible' && change.class !== 'code')
      .map((change) => `${change.class} ${change.message}`)
  } catch (error) {
    return [`unknown (it failed: ${error instanceof Error ? error.message : String(error)})`]
  }
}
