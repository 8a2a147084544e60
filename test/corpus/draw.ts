// Draws documents from a folder by a seed and copies them to another:
// npm run corpus:draw -- FROM TO --take COUNT [--seed NUMBER] [--per-vendor COUNT] [--max-kb COUNT] [--without FOLDER...]
// --without: folders of documents that were seen before; what has their names is not drawn.
import { copyFileSync, mkdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { createRandom } from '@concordat/core'
import { type CorpusDocument, documentsIn } from './corpus-documents.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    take: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    'per-vendor': { type: 'string', default: '2' },
    'max-kb': { type: 'string', default: '2000' },
    without: { type: 'string', multiple: true, default: [] },
  },
})
const [from, to] = positionals
if (from === undefined || to === undefined) throw new Error('Give FROM and TO, two folders.')

const seen = new Set(
  values.without.flatMap((folder) => documentsIn(folder).map(({ name }) => name)),
)
const random = createRandom(Number(values.seed), 'corpus')
const drawn: CorpusDocument[] = []
const vendors = new Map<string, number>()
const rest = documentsIn(from).filter(
  ({ name, bytes }) => !seen.has(name) && bytes <= Number(values['max-kb']) * 1000,
)
while (rest.length > 0 && drawn.length < Number(values.take)) {
  const [document] = rest.splice(random.integer(0, rest.length - 1), 1)
  if (document === undefined) break
  const count = vendors.get(document.vendor) ?? 0
  if (count >= Number(values['per-vendor'])) continue
  vendors.set(document.vendor, count + 1)
  drawn.push(document)
}
mkdirSync(to, { recursive: true })
for (const { name, path } of drawn) copyFileSync(path, join(to, `${name}${extname(path)}`))
console.log(`${drawn.length} documents of ${vendors.size} vendors in ${to}, seed ${values.seed}`)
