import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ConcordatError } from '@concordat/core'

const settings = `telemetry: "off"
openapi:
  showExtensions: [x-provenance, x-source]
`

/**
 * Renders one OpenAPI document as one HTML page of Redoc with Redocly's renderer, its scripts inlined. The page and the renderer
 * send nothing anywhere: telemetry and update checks are off.
 * @param document The bundled document; references to other files were resolved before.
 * @throws ConcordatError `E_DOCS_FAILED` with the renderer's own words.
 */
export async function renderRedoc(document: unknown, signal: AbortSignal): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'concordat-docs-'))
  try {
    await writeFile(join(folder, 'redocly.yaml'), settings)
    await writeFile(join(folder, 'openapi.json'), JSON.stringify(document))
    await runRedocly(
      ['build-docs', 'openapi.json', '--inlineBundle', '--output', 'page.html'],
      folder,
      signal,
    )
    return await readFile(join(folder, 'page.html'), 'utf8')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function runRedocly(args: readonly string[], cwd: string, signal: AbortSignal): Promise<void> {
  const manifest = createRequire(import.meta.url).resolve('@redocly/cli/package.json')
  const bin = join(dirname(manifest), 'bin', 'cli.js')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, ...args], {
      cwd,
      signal,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        said += chunk
      })
    }
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else
        reject(
          new ConcordatError(
            'E_DOCS_FAILED',
            `The document could not be rendered:\n${said.trim()}`,
          ),
        )
    })
  })
}
