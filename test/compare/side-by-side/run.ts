// Judges the project's own pairs by this comparison and by others from npm, side by side:
// `tsx test/compare/side-by-side/run.ts FOLDER`, where FOLDER has openapi-diff 0.24.1 and api-smart-diff 1.0.6 installed.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { compareDocuments } from '@concordat/compare'
import { loadDocumentFromObject } from '@concordat/document'
import { documentOfPair, documentOfSchema, documentPairs, schemaPairs } from '../pairs/pairs.ts'

interface Pair {
  readonly old: object
  readonly next: object
  /** Whether it breaks requests, answers or behaviour. */
  readonly breaks: boolean
  /** Whether nothing at all changed its meaning. */
  readonly isRewrite: boolean
}

type Tool = (old: object, next: object) => Promise<boolean | undefined>

const directions = ['request', 'response'] as const
const pairs: readonly Pair[] = [
  ...schemaPairs.flatMap((pair) =>
    directions.map((direction) => ({
      old: documentOfSchema(pair.old, direction),
      next: documentOfSchema(pair.new, direction),
      breaks: pair[direction] !== '-',
      isRewrite: pair.request === '-' && pair.response === '-',
    })),
  ),
  ...documentPairs.map((pair) => ({
    old: documentOfPair(pair, pair.old),
    next: documentOfPair(pair, pair.new),
    breaks: pair.verdict === 'wire' || pair.verdict === 'behaviour',
    isRewrite: false,
  })),
]

const require = createRequire(join(process.argv[2] ?? '.', 'package.json'))
const smart = require('api-smart-diff')
const atlassian = require('openapi-diff')

const tools: Readonly<Record<string, Tool>> = {
  'concordat diff': async (old, next) => {
    const [before, after] = [await loadDocumentFromObject(old), await loadDocumentFromObject(next)]
    const { changes } = compareDocuments(before.loaded, after.loaded)
    if (changes.some((change) => change.class === 'wire' || change.class === 'behaviour'))
      return true
    return changes.some((change) => change.class === 'unknown') ? undefined : false
  },
  'api-smart-diff 1.0.6': async (old, next) => {
    const { diffs } = smart.apiCompare(old, next)
    return diffs.some((diff: { type: string }) => diff.type === 'breaking')
  },
  'openapi-diff 0.24.1': async (old, next) => {
    const spec = (content: object, location: string) => ({
      content: JSON.stringify({ ...content, openapi: '3.0.3' }),
      location,
      format: 'openapi3',
    })
    const { breakingDifferencesFound } = await atlassian.diffSpecs({
      sourceSpec: spec(old, 'old.json'),
      destinationSpec: spec(next, 'new.json'),
    })
    return breakingDifferencesFound
  },
}

console.log(
  '| tool | pairs | precision | recall | alarms on rewrites | no verdict |\n|---|---|---|---|---|---|',
)
for (const [name, tool] of Object.entries(tools)) {
  const count = { right: 0, wrong: 0, missed: 0, alarms: 0, none: 0 }
  for (const { old, next, breaks, isRewrite } of pairs) {
    const said = await tool(structuredClone(old), structuredClone(next)).catch(() => undefined)
    if (said === undefined) count.none += 1
    if (said && breaks) count.right += 1
    if (said && !breaks) count.wrong += 1
    if (!said && breaks) count.missed += 1
    if (said && isRewrite) count.alarms += 1
  }
  const share = (part: number, rest: number): string => (part / (part + rest)).toFixed(3)
  console.log(
    `| ${name} | ${pairs.length} | ${share(count.right, count.wrong)} | ${share(count.right, count.missed)} | ${count.alarms} of ${pairs.filter((pair) => pair.isRewrite).length} | ${count.none} |`,
  )
}
