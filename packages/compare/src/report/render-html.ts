import type { Change } from '../changes/change.ts'
import { changeClasses } from '../changes/change.ts'
import type { DiffReport, DocumentReport } from './diff-report.ts'
import { escapeMarkup } from './escape-markup.ts'
import { classTitles } from './render-markdown.ts'
import { acceptedText, operationsText, placesText, versionText } from './texts.ts'

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
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; --line: light-dark(#d0d0d0, #444);
  --wire: light-dark(#b3261e, #f2877f); --doubt: light-dark(#7a5600, #e3b341); --fine: light-dark(#1b6e3c, #6fcf97) }
body { margin: 0 } main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem }
h3 { font-size: 1rem; margin: 0 } p { margin: .25rem 0; overflow-wrap: anywhere }
.summary { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; padding: 0; margin: 1rem 0 }
.summary a { display: block; padding: .2rem .7rem; border: 1px solid; border-radius: 1rem; text-decoration: none }
.wire { color: var(--wire) } .unknown, .behaviour, .code { color: var(--doubt) } .compatible { color: var(--fine) }
article { border-left: 4px solid; padding: .25rem 1rem; margin: 1rem 0 } article > * { color: light-dark(#1a1a1a, #eee) }
article .meta { color: light-dark(#555, #aaa); font-size: .85rem }
code { font: .92em ui-monospace, monospace; background: light-dark(#f0f0f0, #2a2a2a); padding: 0 .2em; border-radius: 3px }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: .6rem .75rem; border: 1px solid var(--line); border-radius: 6px; margin: .4rem 0;
  font: .85rem/1.45 ui-monospace, monospace }
details > summary { cursor: pointer; padding: .3rem 0 }
`

function documentHtml(document: DocumentReport, index: number): string {
  const { old, new: next, changes } = document
  const heading = `${next.title || next.location}: ${old.version} to ${next.version}`
  const sections = changeClasses.flatMap((one) => {
    const listed = changes.filter((change) => change.class === one)
    if (listed.length === 0) return []
    const inner = listed.map(changeHtml).join('\n')
    const count = `${classTitles[one]} (${listed.length})`
    const body =
      one === 'compatible'
        ? `<details><summary>Show all ${listed.length}</summary>\n${inner}\n</details>`
        : inner
    const id = `${one}-${index}`
    return [
      {
        link: `<li><a class="${one}" href="#${id}">${count}</a></li>`,
        text: `<section id="${id}"><h2>${count}</h2>\n${body}</section>`,
      },
    ]
  })
  return `<h1>${escapeMarkup(heading)}</h1>
<p>${escapeMarkup(versionText(document))}</p>
${sections.length > 0 ? `<ul class="summary">${sections.map(({ link }) => link).join('')}</ul>` : '<p>No change.</p>'}
${sections.map(({ text }) => text).join('\n')}`
}

function changeHtml(change: Change): string {
  const { witness, argument } = change
  const label = witness?.kind === 'request' ? 'This request was allowed:' : 'This answer is new:'
  const accepted = acceptedText(change)
  const places = placesText(change).map((place) => ` · ${place}`)
  return [
    `<article class="${change.class}">`,
    `<h3>${withCode(change.message)}</h3>`,
    `<p class="meta">${escapeMarkup(`${change.id} · ${operationsText(change, 10)}${places.join('')}`)}</p>`,
    ...(accepted === undefined ? [] : [`<p>${escapeMarkup(accepted)}</p>`]),
    ...(argument === undefined ? [] : [`<p>${withCode(argument)}</p>`]),
    ...(witness ? [`<p>${label}</p><pre tabindex="0">${escapeMarkup(witness.http)}</pre>`] : []),
    '</article>',
  ].join('\n')
}

/** Text in which backticks hold what documents say. */
function withCode(text: string): string {
  return escapeMarkup(text).replaceAll(/`([^`]*)`/g, '<code>$1</code>')
}
