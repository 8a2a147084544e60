import type { Change, ChangeClass } from '../changes/change.ts'
import { changeClasses } from '../changes/change.ts'
import type { DiffReport, DocumentReport } from './diff-report.ts'
import { acceptedText, operationsText, versionText } from './texts.ts'

/** What each class is called in change logs. */
export const classTitles: Readonly<Record<ChangeClass, string>> = {
  wire: 'Breaks requests or answers',
  unknown: 'Not known whether it breaks',
  behaviour: 'Changes behaviour',
  code: 'Breaks generated code',
  compatible: 'Compatible',
}

/** Renders a change log in Markdown. */
export function renderMarkdown(report: DiffReport): string {
  return `${report.documents.map(documentText).join('\n\n')}\n`
}

function documentText(document: DocumentReport): string {
  const { old, new: next, changes } = document
  const title = plainText(next.title || next.location)
  const sections = changeClasses.flatMap((one) => {
    const listed = changes.filter((change) => change.class === one)
    return listed.length > 0
      ? [`## ${classTitles[one]}\n\n${listed.map(changeText).join('\n')}`]
      : []
  })
  return [
    `# ${title}: ${plainText(old.version)} to ${plainText(next.version)}`,
    ...(sections.length > 0 ? sections : ['No change.']),
    plainText(versionText(document)),
  ].join('\n\n')
}

function changeText(change: Change): string {
  const { witness, argument } = change
  const accepted = acceptedText(change)
  const lines = [`- ${change.message} (${plainText(operationsText(change, 5))})`]
  if (accepted !== undefined) lines.push('', `  ${plainText(accepted)}`)
  if (argument !== undefined) lines.push('', `  ${argument}`)
  if (witness) {
    const fence = /`{3,}/.test(witness.http) ? '`````' : '```'
    const label = witness.kind === 'request' ? 'This request was allowed:' : 'This answer is new:'
    lines.push('', `  ${label}`, '', `  ${fence}http`)
    lines.push(...witness.http.split('\n').map((line) => `  ${line}`), `  ${fence}`)
  }
  return lines.length > 1 ? `${lines.join('\n')}\n` : lines.join('\n')
}

/** Text of documents, so that it stands for itself. */
function plainText(text: string): string {
  return text.replace(/[\\`*_[\]<>#|]/g, '\\$&')
}
