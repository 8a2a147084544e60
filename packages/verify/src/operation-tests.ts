import { ConcordatError } from '@concordat/core'
import { readApiModel } from '@concordat/model'
import type { VerifyOptions } from './options.ts'
import { filterOperations } from './plan/operation-filter.ts'
import { noPaint } from './report/paint.ts'
import { renderFinding } from './report/render-finding.ts'
import { isFailing, isOpen } from './report/run-verdict.ts'
import type { VerifyReport } from './report/verify-report.ts'
import { verify } from './verify.ts'

/** The part of a test runner that is used: vitest's and node's `test` fit. */
export type TestFunction = (name: string, run: () => Promise<void>, timeout: number) => unknown

/**
 * Declares one test for each operation of a document. The provider is verified once, when the first of them runs; a test
 * fails with what was found at its operation, and when the operation was never driven to a success.
 *
 * @throws ConcordatError `E_VERIFY_NO_DOCUMENT` without `document` or `model`.
 *
 * @example
 * ```ts
 * import { loadDocument } from '@concordat/document'
 * import { testOperations } from '@concordat/verify'
 * import { test } from 'vitest'
 *
 * const { loaded } = await loadDocument('openapi.yaml')
 * testOperations({ document: loaded, url: 'http://localhost:3000', seed: 1 }, test)
 * ```
 */
export function testOperations(options: VerifyOptions, test: TestFunction): void {
  const model = options.model ?? (options.document && readApiModel(options.document).model)
  if (model === undefined) {
    throw new ConcordatError(
      'E_VERIFY_NO_DOCUMENT',
      'Give `document` or `model`: what is verified is a document.',
    )
  }
  let report: Promise<VerifyReport> | undefined
  const run = (): Promise<VerifyReport> => {
    report ??= verify(options)
    return report
  }
  // Whichever test runs first waits for the whole run.
  const timeout = (options.budget ?? longest) + 30_000
  const { operations } = filterOperations(model, options.include, options.exclude)
  for (const { method, operationId, path } of operations) {
    test(
      `${method.toUpperCase()} ${path} keeps to the document`,
      async () => judgeOperation(await run(), operationId),
      timeout,
    )
  }
  test(
    `the contract tests of ${model.title} came to their end`,
    async () => {
      const { headline, notes, operations: seen, requests, seed, stopped } = await run()
      const isDone = stopped === undefined && seen.length > 0 && requests > 0
      if (!isDone || headline !== undefined)
        throw new Error([headline ?? 'They did not.', ...notes, `Seed ${seed}.`].join(' '))
    },
    timeout,
  )
}

/** Milliseconds that a run without a budget is given by a test runner. */
const longest = 600_000

/** @throws Error with what was found at an operation, or with what is missing for it to be verified. */
function judgeOperation(report: VerifyReport, operationId: string): void {
  const { findings, operations, seed } = report
  const own = findings.filter(
    (finding) => finding.operationId === operationId && isFailing(finding, report),
  )
  if (own.length > 0) {
    const shown = own.map((finding) => renderFinding(finding, noPaint, 100))
    throw new Error(`${shown.join('\n\n')}\n\nSeed ${seed}.`)
  }
  const seen = operations.find((operation) => operation.operationId === operationId)
  if (seen === undefined || !isOpen(seen)) return
  const verdict = seen.verdict === 'not-verified' ? 'Not verified' : 'Partly verified'
  throw new Error(`${verdict}. ${seen.missing.join(' ')} Seed ${seed}.`)
}
