import { readdir, readFile } from 'node:fs/promises'
import { ConcordatError } from '@concordat/core'
import type { SiteFile } from './render-site.ts'

/** Beside the compiled code, and found from the source too. */
const folder = new URL('../../dist/assets/', import.meta.url)

/**
 * Reads what every site carries: style sheet, scripts, fonts, icon.
 * @throws ConcordatError `E_DOCS_NOT_BUILT` in a checkout whose packages were not built
 */
export async function readSiteAssets(): Promise<SiteFile[]> {
  try {
    const names = (await readdir(folder)).sort()
    return await Promise.all(
      names.map(async (name) => ({
        path: `assets/${name}`,
        content: await readFile(new URL(name, folder)),
      })),
    )
  } catch (cause) {
    throw new ConcordatError(
      'E_DOCS_NOT_BUILT',
      'The assets of the docs are not there: run `node scripts/build.mjs` first.',
      { cause },
    )
  }
}
