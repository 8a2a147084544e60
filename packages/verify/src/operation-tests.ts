import { ConcordatError } from '@concordat/core'
import { readApiModel } from '@concordat/model'
import type { VerifyOptions } from './options.ts'
import { filterOperations } from './plan/operation-filter.ts'
import { noPaint } from './report/paint.ts'
import { renderFinding } from './report/render-finding.ts'
import type { VerifyReport } from './report/verify-report.ts'
import { verify } from './verify.ts'

/** The part of a test runner that is used: vitest's and node's `test` fit. */
export type TestFunction = (name: string, run: () => Promise<void>) => unknown

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
  for (const operation of filterOperations(model, options.include, options.exclude).operations) {
    test(`${operation.method.toUpperCase()} ${operation.path} keeps to the document`, async () => {
      report ??= verify(options)
      const { findings, operations, seed } = await report
      const own = findings.filter(
        ({ operationId, severity }) =>
          operationId === operation.operationId && severity === 'error',
      )
      if (own.length > 0) {
        const shown = own.map((finding) => renderFinding(finding, noPaint, 100))
        throw new Error(`${shown.join('\n\n')}\n\nSeed ${seed}.`)
      }
      const seen = operations.find(({ operationId }) => operationId === operation.operationId)
      if (seen?.verdict === 'not-verified') {
        throw new Error(`Not verified. ${seen.missing.join(' ')} Seed ${seed}.`)
      }
    })
  }
}
