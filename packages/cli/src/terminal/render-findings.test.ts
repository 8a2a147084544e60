import type { Finding } from '@concordat/core'
import { expect, test } from 'vitest'
import { renderFindings } from './render-findings.ts'
import { styleOf } from './style.ts'

const style = styleOf({ isTTY: false, columns: 80, write: () => true }, {})

function finding(id: string, severity: Finding['severity'], line: number): Finding {
  return { id, severity, message: `${id} ${line}.`, source: { file: 'a.yaml', line, column: 5 } }
}

test('errors come first, and many findings of one kind take few lines', () => {
  const warnings = [1, 2, 3, 4, 5, 6].map((line) => finding('loose', 'warning', line))
  expect(renderFindings([...warnings, finding('broken', 'error', 9)], style)).toBe(
    [
      '✗ error broken  a.yaml:9:5',
      '  broken 9.',
      '! warning loose  a.yaml:1:5',
      '  loose 1.',
      '! warning loose  a.yaml:2:5',
      '  loose 2.',
      '! warning loose  a.yaml:3:5',
      '  loose 3.',
      '! warning loose  3 more; --json has them whole',
      '  a.yaml:4:5, 5:5, 6:5',
    ].join('\n'),
  )
})

test('one more than are shown is shown too, with the line it speaks of', () => {
  const four = [1, 2, 3, 4].map((line) => finding('loose', 'warning', line))
  expect(renderFindings(four, style, () => 'x: y')).toContain('  loose 4.\n  4 │ x: y')
})
