import type { Change } from '../changes/change.ts'
import { changeClasses } from '../changes/change.ts'
import type { DiffReport, DocumentReport } from './diff-report.ts'
import { escapeMarkup } from './escape-markup.ts'
import { classTitles } from './render-markdown.ts'
import { operationsText, versionText } from './texts.ts'

/** Renders a change log as one page that loads nothing. */
export function renderHtml(report: DiffReport): string {
  const [first] = report.documents
  const title = escapeMarkup(
    first ? `Changes of ${first.new.title || first.new.location}` : 'Changes',
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${css}</style>
</head>
<body>
<main>
${report.documents.map(documentHtml).join('\n')}
</main>
</body>
</html>
`
}

const css = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { margin: 0 } main { max-width: 60rem; margin: 0 auto; padding: 1rem }
article { border-left: 4px solid; padding: 0 1rem; margin: 1.5rem 0 }
.wire { border-color: #b3261e } .unknown, .behaviour, .code { border-color: #8a6100 }
.compatible { border-color: #1b6e3c } pre { overflow-x: auto; padding: .75rem; border: 1px solid }
p { overflow-wrap: anywhere }
`

function documentHtml(document: DocumentReport): string {
  const { old, new: next, changes } = document
  const heading = `${next.title || next.location}: ${old.version} to ${next.version}`
  const sections = changeClasses.flatMap((one) => {
    const listed = changes.filter((change) => change.class === one)
    if (listed.length === 0) return []
    return [`<section><h2>${classTitles[one]}</h2>\n${listed.map(changeHtml).join('\n')}</section>`]
  })
  return `<h1>${escapeMarkup(heading)}</h1>
<p>${escapeMarkup(versionText(document))}</p>
${sections.join('\n') || '<p>No change.</p>'}`
}

function changeHtml(change: Change): string {
  const { witness, argument, accepted } = change
  const label = witness?.kind === 'request' ? 'This request was allowed:' : 'This answer is new:'
  return [
    `<article class="${change.class}">`,
    `<h3>${escapeMarkup(change.message)}</h3>`,
    `<p>${escapeMarkup(operationsText(change, 10))}</p>`,
    ...(accepted ? [`<p>Accepted: ${escapeMarkup(accepted.reason)}</p>`] : []),
    ...(argument === undefined ? [] : [`<p>${escapeMarkup(argument)}</p>`]),
    ...(witness ? [`<p>${label}</p><pre tabindex="0">${escapeMarkup(witness.http)}</pre>`] : []),
    '</article>',
  ].join('\n')
}
