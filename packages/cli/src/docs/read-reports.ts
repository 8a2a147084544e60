import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ConcordatError } from '@concordat/core'
import type { HeldReport } from '@concordat/docs'
import * as z from 'zod'

const report = z.object({
  schemaVersion: z.literal(1),
  api: z.object({ name: z.string(), digest: z.string().optional() }),
  startedAt: z.iso.datetime(),
  seed: z.int(),
  operations: z.array(
    z.object({
      operationId: z.string(),
      verdict: z.enum(['verified', 'partly-verified', 'not-verified']),
      cases: z.array(z.object({ sound: z.number() })),
      missing: z.array(z.string()),
      findings: z.number(),
      responses: z.array(z.object({ status: z.string(), seen: z.number() })),
    }),
  ),
})

/**
 * Reads reports that `concordat verify --format json` wrote: one, or a list of them, in each file.
 * @throws ConcordatError `E_REPORT_UNREADABLE` for a file that is none
 */
export async function readReports(files: readonly string[], folder: string): Promise<HeldReport[]> {
  const read = await Promise.all(files.map((file) => readReport(file, folder)))
  return read.flat()
}

async function readReport(file: string, folder: string): Promise<HeldReport[]> {
  const value = await readJson(file, folder, 'E_REPORT_UNREADABLE')
  const parsed = z.array(report).safeParse(Array.isArray(value) ? value : [value])
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new ConcordatError(
    'E_REPORT_UNREADABLE',
    `\`${file}\` is no report of \`concordat verify --format json\`: at \`/${issue?.path.join('/') ?? ''}\`, ${issue?.message ?? 'it cannot be read'}.`,
  )
}

/** Reads a file of JSON that the caller named. */
export async function readJson(file: string, folder: string, code: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(resolve(folder, file), 'utf8'))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ConcordatError(code, `\`${file}\` cannot be read: ${reason}.`, { cause })
  }
}
