// Makes the pictures of the README: pages of the site as Chromium shows them, and a run of `concordat verify` as a
// terminal shows it. `node scripts/build.mjs && node scripts/pictures.mjs` writes them to `pictures/`.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { chromium } from 'playwright-core'

const root = fileURLToPath(new URL('..', import.meta.url))
const concordat = join(root, 'packages', 'cli', 'bin', 'concordat.js')
const out = join(root, 'pictures')
const folder = mkdtempSync(join(tmpdir(), 'concordat-pictures-'))
/** Colours of SGR codes, readable on dark ground. */
const colours = {
  31: '#ff8f85',
  32: '#7fd6a0',
  33: '#e9c46a',
  34: '#8ab8ff',
  36: '#74cbbd',
  90: '#9aa5a3',
}

const sgr = new RegExp(`(${String.fromCharCode(27)}\\[[\\d;]*m)`)
mkdirSync(out, { recursive: true })

try {
  await terminalPicture()
  await sitePictures()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** The wrong server of the guide on builds, and what `concordat verify` says of it. */
async function terminalPicture() {
  const guide = readFileSync(join(root, 'guides', 'verify-in-a-build.md'), 'utf8')
  for (const [, file, text] of guide.matchAll(/^```\w+ file=(\S+)\n([\s\S]*?)^```$/gm)) {
    writeFileSync(join(folder, file), text)
  }
  const server = spawn(process.execPath, ['server.mjs'], { cwd: folder, stdio: 'ignore' })
  try {
    await untilAnswered('http://127.0.0.1:3000/time')
    const args = ['verify', 'openapi.yaml', '--url', 'http://127.0.0.1:3000', '--seed', '1']
    const { stdout } = spawnSync(process.execPath, [concordat, ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, FORCE_COLOR: '1', COLUMNS: '96' },
    })
    writeFileSync(
      join(out, 'terminal.svg'),
      terminalSvg(`$ npx concordat ${args.join(' ')}\n\n${stdout.trimEnd()}`),
    )
  } finally {
    server.kill()
  }
}

async function untilAnswered(url) {
  for (let tries = 0; tries < 200; tries++) {
    const isThere = await fetch(url).then(
      () => true,
      () => false,
    )
    if (isThere) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${url} does not answer.`)
}

/** Text with the escape sequences of colours as a picture of a terminal. */
function terminalSvg(text) {
  const lines = text.split('\n')
  const widest = Math.max(...lines.map((line) => stripVTControlCharacters(line).length))
  const [width, height] = [Math.ceil(widest * 7.83) + 40, lines.length * 19 + 62]
  const rows = lines.map(
    (line, index) =>
      `<text x="20" y="${58 + index * 19}" xml:space="preserve">${spans(line)}</text>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="A run of concordat verify in a terminal">
<rect width="${width}" height="${height}" rx="10" fill="#15201e"/>
<circle cx="22" cy="20" r="5.5" fill="#3c4a47"/><circle cx="41" cy="20" r="5.5" fill="#3c4a47"/><circle cx="60" cy="20" r="5.5" fill="#3c4a47"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13" fill="#e4ebe9">
${rows.join('\n')}
</g>
</svg>
`
}

function spans(line) {
  let style = ''
  return line
    .split(sgr)
    .map((part) => {
      const codes = sgr.test(part) ? part.slice(2, -1).split(';') : undefined
      if (!codes) return part === '' ? '' : `<tspan${style}>${escaped(part)}</tspan>`
      for (const code of codes) style = styleAfter(style, code)
      return ''
    })
    .join('')
}

function styleAfter(style, code) {
  if (code === '0' || code === '') return ''
  if (code === '1') return `${style} font-weight="700"`
  if (code === '2') return `${style} fill-opacity="0.65"`
  if (code === '22') return style.replaceAll(/ (?:font-weight|fill-opacity)="[^"]*"/g, '')
  const without = style.replaceAll(/ fill="[^"]*"/g, '')
  return colours[code] ? `${without} fill="${colours[code]}"` : without
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/** Pages of the site of the four documents, light and dark. */
async function sitePictures() {
  const site = join(folder, 'site')
  const made = spawnSync(process.execPath, [concordat, 'docs', '--out', site], { cwd: root })
  if (made.status !== 0) throw new Error(String(made.stderr))
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    for (const [name, page, colorScheme] of [
      ['operation', 'cumulonimbus/index.html#operation/listUserSessions', 'light'],
      ['operation-dark', 'cumulonimbus/index.html#operation/listUserSessions', 'dark'],
    ]) {
      const context = await browser.newContext({
        colorScheme,
        reducedMotion: 'reduce',
        viewport: { width: 1280, height: 800 },
      })
      const opened = await context.newPage()
      const [file, anchor] = page.split('#')
      await opened.goto(pathToFileURL(join(site, file)).href + (anchor ? `#${anchor}` : ''))
      await opened.evaluate(() => document.fonts.ready)
      await opened.waitForTimeout(300)
      await opened.screenshot({ path: join(out, `${name}.png`) })
      await context.close()
    }
  } finally {
    await browser.close()
  }
}
