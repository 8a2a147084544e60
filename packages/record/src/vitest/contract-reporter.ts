import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { ApiModel } from '@concordat/model'
import type { Reporter, TestModule, TestRunEndReason, Vitest } from 'vitest/node'
import { renderPact } from '../pact/render-pact.ts'
import { mergeContracts } from '../recorder/merge-contracts.ts'
import { partsVariable, readParts } from './contract-parts.ts'

/** What a run's contract is written as. */
export interface ContractReporterOptions {
  /** The document that the tests ran against. */
  readonly model: () => Promise<ApiModel>
  /** The Pact file, relative to the working directory. */
  readonly file: string
  /** Whether a run in which tests were skipped is whole. @default false */
  readonly allowSkipped?: boolean
  /** @default 'V4' */
  readonly specification?: 'V3' | 'V4'
}

/**
 * A reporter for vitest that joins what the test files recorded and writes it as a Pact file. Only a whole and green run
 * replaces the file: after a failed, filtered, sharded or watching run, and where tests were skipped, it stays as it was, and the reporter says why.
 *
 * @example
 * ```ts
 * import { loadDocument } from '@concordat/document'
 * import { readApiModel } from '@concordat/model'
 * import { contractReporter } from '@concordat/record/vitest'
 * import { defineConfig } from 'vitest/config'
 *
 * const model = async () => readApiModel((await loadDocument('openapi.yaml')).loaded).model
 * const contract = contractReporter({ model, file: 'contracts/shop-orders.json' })
 * export default defineConfig({ test: { reporters: ['default', contract] } })
 * ```
 */
export function contractReporter(options: ContractReporterOptions): Reporter {
  let vitest: Vitest | undefined
  let folder = ''
  return {
    onInit(started) {
      vitest = started
      folder = mkdtempSync(join(tmpdir(), 'concordat-record-'))
      process.env[partsVariable] = folder
    },
    async onTestRunEnd(modules, errors, reason) {
      try {
        const why = await whyNotWhole(vitest, modules, {
          reason: errors.length > 0 ? 'failed' : reason,
          allowSkipped: options.allowSkipped ?? false,
        })
        const parts = readParts(folder)
        if (why !== undefined || parts.length === 0) {
          const cause = why ?? 'no test file called `saveContract`'
          console.error(`${options.file} stays as it was: ${cause}.`)
          return
        }
        const model = await options.model()
        const text = renderPact(mergeContracts(parts), {
          model,
          ...(options.specification && { specification: options.specification }),
        })
        writeWhole(resolve(options.file), text)
        console.error(`${options.file}: what ${parts.length} test files use of ${model.title}.`)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  }
}

/** Why a run says less than all tests would; `undefined` when it was whole and green. */
async function whyNotWhole(
  vitest: Vitest | undefined,
  modules: readonly TestModule[],
  { reason, allowSkipped }: { readonly reason: TestRunEndReason; readonly allowSkipped: boolean },
): Promise<string | undefined> {
  if (reason !== 'passed') return reason === 'failed' ? 'tests failed' : 'the run was interrupted'
  if (vitest?.config.watch) return 'the run watches for changes'
  // Names of files, shards and `--changed` all leave files out.
  const ran = new Set(modules.map(({ moduleId }) => moduleId))
  const all = (await vitest?.globTestSpecifications()) ?? []
  const isPart = all.some(({ moduleId }) => !ran.has(moduleId))
  if (isPart || vitest?.config.testNamePattern) return 'only some of the tests ran'
  // `test.only` skips the others, and nothing tells that from `test.skip`.
  const tests = modules.flatMap((one) => [...one.children.allTests('skipped')])
  const skipped = tests.find(({ options }) => options.mode !== 'todo')
  if (!allowSkipped && skipped)
    return `\`${skipped.fullName}\` was skipped (\`allowSkipped\` allows it)`
  return undefined
}

/** In one step, so that a reader never finds half a file. */
function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}.tmp`
  writeFileSync(draft, text)
  renameSync(draft, file)
}
