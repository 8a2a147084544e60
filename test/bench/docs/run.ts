// Our pages beside the page that Redocly renders from the same document, in one run and one browser:
// `npm run bench:docs` prints the table and writes test/bench/results/docs.md.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { loadDocument } from '@concordat/document'
import { readApiModel } from '@concordat/model'
import { chromium } from 'playwright-core'
import { findChromium } from '../../browser/chromium.ts'
import { axeViolations, openPage } from '../../browser/open-page.ts'
import { median } from '../median.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const concordat = join(root, 'packages', 'cli', 'bin', 'concordat.js')
const operations = 5
const rounds = 9
const folder = mkdtempSync(join(tmpdir(), 'concordat-docs-bench-'))

interface Row {
  readonly name: string
  readonly build: string
  readonly bytes: string
  readonly paint: number
  readonly atLoad: number
  readonly withoutScript: number
  readonly printed: number
  readonly light: string
  readonly dark: string
  readonly outside: number
}

/** Builds a site with GNU time beside it, where it is there. */
function built(args: readonly string[], out: string): string {
  const start = performance.now()
  const { status, stderr } = spawnSync(
    'sh',
    [
      '-c',
      'command -v /usr/bin/time >/dev/null && exec /usr/bin/time -v "$@"; exec "$@"',
      'sh',
    ].concat(process.execPath, concordat, 'docs', ...args, '--out', out),
    { cwd: root, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(stderr)
  const seconds = (performance.now() - start) / 1000
  const kilobytes = /Maximum resident set size \(kbytes\): (\d+)/.exec(stderr)?.[1]
  const memory = kilobytes === undefined ? '' : `, ${Math.round(Number(kilobytes) / 1024)} MB`
  return `${seconds.toFixed(1)} s${memory}`
}

/** What a browser loads for a page: itself and, of ours, what it links to. */
function weightOf(page: string, assets: readonly string[]): string {
  const files = [page, ...assets]
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0)
  const zipped = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0)
  return `${Math.round(bytes / 1000)} kB (${Math.round(zipped / 1000)} kB)`
}

const executablePath = findChromium()
if (executablePath === undefined) throw new Error('This bench needs Chromium.')
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })

async function paintOf(page: string): Promise<number> {
  const { page: opened, close } = await openPage(browser, pathToFileURL(page).href)
  // As text: what compiles this file names functions by a helper that the page has not.
  const paint = await opened.evaluate<number>(`new Promise((resolve) => {
    const look = () => {
      const [entry] = performance.getEntriesByName('first-contentful-paint')
      if (entry) resolve(entry.startTime)
      else setTimeout(look, 10)
    }
    look()
  })`)
  await close()
  return paint
}

/** Operations of the document whose descriptions stand in the text that the page shows. */
async function operationsIn(page: string, javaScriptEnabled: boolean, media?: 'print') {
  const { page: opened, close } = await openPage(browser, pathToFileURL(page).href, {
    javaScriptEnabled,
  })
  await opened.waitForTimeout(2_000)
  if (media) await opened.emulateMedia({ media })
  const shown = await opened.evaluate<string>('document.body.innerText')
  const text = shown.replaceAll(/\s+/g, ' ')
  await close()
  return beginnings.filter((words) => text.includes(words)).length
}

async function axeOf(page: string, colorScheme: 'light' | 'dark') {
  const opened = await openPage(browser, pathToFileURL(page).href, { colorScheme })
  await opened.page.waitForTimeout(1_500)
  const found = await axeViolations(opened.page)
  const asked = opened.outside.length
  await opened.close()
  return {
    found: found.length === 0 ? 'none' : found.map((one) => one.split(':')[0]).join(', '),
    asked,
  }
}

/** How the description of each operation begins: titles stand in lists of contents, too. */
const { loaded } = await loadDocument('openapi/cumulonimbus/openapi.yaml', { cwd: root })
const beginnings = readApiModel(loaded).model.operations.map(
  ({ description }) => /^[\w ,']+/.exec(description ?? '')?.[0].trim() ?? '',
)
if (beginnings.length !== operations || beginnings.includes('')) throw new Error('Descriptions?')

try {
  const document = 'openapi/cumulonimbus/openapi.yaml'
  const ours = join(folder, 'ours')
  const both = join(folder, 'both')
  const builtOurs = built([document], ours)
  const builtBoth = built([document, '--redoc'], both)
  const page = join(ours, 'cumulonimbus', 'index.html')
  const assets = ['site.css', 'page.js', 'inter.woff2', 'jetbrains-mono.woff2']
  const candidates = [
    {
      name: 'Concordat',
      page,
      build: builtOurs,
      bytes: weightOf(
        page,
        assets.map((file) => join(ours, 'assets', file)),
      ),
    },
    {
      name: 'Redocly (Redoc), sealed',
      page: join(both, 'cumulonimbus', 'redoc.html'),
      build: `${builtBoth}, both together`,
      bytes: weightOf(join(both, 'cumulonimbus', 'redoc.html'), []),
    },
  ]
  const paints = new Map<string, number[]>(candidates.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const { name, page } of candidates) paints.get(name)?.push(await paintOf(page))
  }
  const rows: Row[] = []
  for (const { name, page, build, bytes } of candidates) {
    const light = await axeOf(page, 'light')
    rows.push({
      name,
      build,
      bytes,
      paint: Math.round(median(paints.get(name) ?? [])),
      atLoad: await operationsIn(page, true),
      withoutScript: await operationsIn(page, false),
      printed: await operationsIn(page, true, 'print'),
      light: light.found,
      dark: (await axeOf(page, 'dark')).found,
      outside: light.asked,
    })
  }
  const table = [
    '| | build | bytes (gzip) | first paint, ms | operations in the page | without JavaScript | printed | axe, light | axe, dark | hosts asked |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...rows.map(
      (row) =>
        `| ${row.name} | ${row.build} | ${row.bytes} | ${row.paint} | ${row.atLoad} of ${operations} | ${row.withoutScript} | ${row.printed} | ${row.light} | ${row.dark} | ${row.outside} |`,
    ),
  ].join('\n')
  const [cpu] = cpus()
  const text = `# Pages beside Redocly's

Cumulonimbus (${operations} operations), one run, first paint the median of ${rounds} in turn, from files. Milliseconds compare
only with each other, and depend on the load of the machine: ${cpu?.model ?? 'unknown processor'}, Node ${process.versions.node}, Chromium ${browser.version()}. Made by
\`npx tsx --conditions=@concordat/source test/bench/docs/run.ts\`.

${table}

Each language of the
samples is compared with the document on the wire by \`packages/docs/src/samples/samples-on-the-wire.test.ts\`.
`
  writeFileSync(join(root, 'test', 'bench', 'results', 'docs.md'), text)
  console.log(text)
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}
