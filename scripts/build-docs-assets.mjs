// What every site of @concordat/docs carries: scripts, style sheet, fonts, icon.
import { cpSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'

/** Writes them into `packages/docs/dist/assets`. */
export async function buildDocsAssets(root) {
  const docs = join(root, 'packages', 'docs')
  const out = join(docs, 'dist', 'assets')
  mkdirSync(out, { recursive: true })
  await build({
    entryPoints: ['page', 'search', 'console'].map((name) =>
      join(docs, 'src', 'browser', `${name}.ts`),
    ),
    outdir: out,
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['es2022'],
    conditions: ['@concordat/source'],
    // The writer of generated code stands beside what writes files, which is left out.
    external: ['node:*'],
    legalComments: 'none',
    logLevel: 'warning',
  })
  await build({
    entryPoints: [join(docs, 'assets', 'site.css')],
    outdir: out,
    bundle: true,
    minify: true,
    external: ['*.woff2'],
    logLevel: 'warning',
  })
  cpSync(join(docs, 'assets', 'icon.svg'), join(out, 'icon.svg'))
  const require = createRequire(join(docs, 'package.json'))
  for (const [font, name, file] of [
    ['inter', '@fontsource-variable/inter', 'inter-latin-wght-normal'],
    ['jetbrains-mono', '@fontsource/jetbrains-mono', 'jetbrains-mono-latin-400-normal'],
  ]) {
    const folder = dirname(require.resolve(`${name}/package.json`))
    cpSync(join(folder, 'files', `${file}.woff2`), join(out, `${font}.woff2`))
    cpSync(join(folder, 'LICENSE'), join(out, `${font}-licence.txt`))
  }
}
