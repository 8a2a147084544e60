import { expect, it } from 'vitest'
import { apis } from '../read-document.ts'
import { runLint } from './run-lint.ts'

it('the documents of the project have no error and no warning', () => {
  expect(runLint()).toEqual(apis.map(() => []))
})
