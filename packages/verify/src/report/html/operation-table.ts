import { escapeMarkup } from '../escape-markup.ts'
import type { OperationReport } from '../verify-report.ts'

const verdicts = {
  verified: '<span class="good">✓ verified</span>',
  'partly-verified': '<span class="warn">! partly verified</span>',
  'not-verified': '<span class="warn">! not verified</span>',
} as const

/** The table of operations: verdict, requests, which documented responses were seen, and which keywords were tried. */
export function operationTable(operations: readonly OperationReport[]): string {
  return `<div class="scroll"><table>
<thead><tr><th scope="col">Operation</th><th scope="col">Verdict</th><th scope="col" class="number">Findings</th><th scope="col">Sound cases</th><th scope="col" class="number">Requests</th><th scope="col">Responses seen</th><th scope="col">Keywords tried (valid/invalid)</th></tr></thead>
<tbody>
${operations.map(row).join('\n')}
</tbody></table></div>`
}

function row(operation: OperationReport): string {
  const responses = operation.responses.map(({ status, seen }) =>
    seen === 0
      ? `<span class="warn">${escapeMarkup(status)} never</span>`
      : `${escapeMarkup(status)} ×${seen}`,
  )
  const keywords = operation.keywords.map(
    ({ keyword, valid, invalid }) => `${escapeMarkup(keyword)}&nbsp;${valid}/${invalid}`,
  )
  const cases = operation.cases.map(
    ({ kind, planned, sound }) => `${kind}&nbsp;${sound}/${planned}`,
  )
  const excused = operation.excused === undefined ? [] : [`Excused: ${operation.excused}`]
  const missing = [...excused, ...operation.missing, ...(operation.withheld ?? [])]
    .map((sentence) => `<p class="dim">${escapeMarkup(sentence)}</p>`)
    .join('')
  return `<tr><th scope="row"><code>${escapeMarkup(`${operation.method} ${operation.path}`)}</code><div class="dim">${escapeMarkup(operation.operationId)}</div></th><td>${verdicts[operation.verdict]}${missing}</td><td class="number${operation.findings > 0 ? ' bad' : ''}">${operation.findings}</td><td class="dim">${cases.join(', ')}</td><td class="number">${operation.requests}</td><td>${responses.join(', ')}</td><td class="dim">${keywords.join(', ')}</td></tr>`
}
