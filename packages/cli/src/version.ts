import { readFileSync } from 'node:fs'
import { isJsonObject } from '@concordat/core'

/** The version of this package, read from its manifest so that it is said in one place only. */
export function version(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  )
  return isJsonObject(manifest) && typeof manifest.version === 'string' ? manifest.version : '0.0.0'
}
