import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** How much TypeScript a generator wrote. */
export interface EmittedSize {
  readonly files: number
  readonly lines: number
  readonly bytes: number
}

/** Counts the TypeScript of a folder. */
export function sizeOf(folder: string): EmittedSize {
  const texts = typescriptFiles(folder).map((file) => readFileSync(file, 'utf8'))
  return {
    files: texts.length,
    lines: texts.reduce((sum, text) => sum + text.split('\n').length - 1, 0),
    bytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
  }
}

/** All TypeScript files under a folder. */
export function typescriptFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('node_modules'))
    .map((file) => join(folder, file))
}
