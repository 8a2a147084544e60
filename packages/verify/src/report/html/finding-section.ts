import { curlLines } from '../curl-lines.ts'
import { escapeMarkup } from '../escape-markup.ts'
import type {
  ReportedBody,
  ReportedExchange,
  ReportedFinding,
  ReportedMessage,
} from '../verify-report.ts'

const tone = { error: 'bad', warning: 'warn', info: 'dim' } as const

/** One finding as a part of the page that opens. */
export function findingSection(finding: ReportedFinding, open: boolean): string {
  const severity = finding.known ? 'known' : finding.severity
  return `<details data-severity="${severity}"${open ? ' open' : ''}>
  <summary><span class="tag ${finding.known ? 'dim' : tone[finding.severity]}">${severity}</span><strong>${escapeMarkup(finding.operation)}</strong>
    <span class="dim">${escapeMarkup(finding.id)}${finding.occurrences > 1 ? `, ${finding.occurrences} times` : ''}</span>
    <div>${escapeMarkup(finding.message)}</div></summary>
  <div>${claim(finding)}${beforePart(finding)}${finding.exchange ? exchangeParts(finding.exchange) : ''}${curlPart(finding)}</div>
</details>`
}

function claim(finding: ReportedFinding): string {
  const { source } = finding
  if (!source)
    return finding.pointer === undefined
      ? ''
      : `<h3>The document</h3><pre>${escapeMarkup(finding.pointer)}</pre>`
  const digits = String(Math.max(source.line, ...finding.excerpt.map(({ line }) => line))).length
  const lines = finding.excerpt.map(({ line, text }) => {
    const shown = `${String(line).padStart(digits)}  ${escapeMarkup(text)}`
    return line === source.line ? `<mark>${shown}</mark>` : `${shown}\n`
  })
  const place = `${source.file}:${source.line}:${source.column}`
  return `<h3>The document, ${escapeMarkup(place)}</h3>${lines.length === 0 ? '' : `<pre>${lines.join('')}</pre>`}`
}

function beforePart({ before = [] }: ReportedFinding): string {
  if (before.length === 0) return ''
  const lines = before.map(({ exchange: { request, response } }) =>
    escapeMarkup(
      `${response?.status ?? 'no answer'} to ${request.method} ${request.url}${bodyText(request.body)}`,
    ),
  )
  return `<h3>After</h3><pre>${lines.join('\n\n')}</pre>`
}

function exchangeParts(exchange: ReportedExchange): string {
  const { request, response } = exchange
  const sent = message(`${request.method} ${request.url}`, request)
  const received = response
    ? message(`${response.status} ${response.reason}`, response)
    : escapeMarkup(exchange.failure ?? 'no answer')
  return `<h3>Sent</h3><pre>${sent}</pre><h3>Received after ${Math.round(exchange.milliseconds)} ms</h3><pre>${received}</pre>`
}

function message(head: string, { headers, body }: ReportedMessage): string {
  const lines = [head, ...headers.map(([name, value]) => `${name}: ${value}`)]
  return escapeMarkup(`${lines.join('\n')}${bodyText(body)}`)
}

function bodyText(body: ReportedBody | undefined): string {
  if (!body || body.bytes === 0) return ''
  const cut = body.truncated ? `\n… ${body.bytes} bytes in all` : ''
  return `\n\n${body.text ?? `${body.base64 ?? ''} (base64)`}${cut}`
}

function curlPart(finding: ReportedFinding): string {
  if (finding.curl === undefined) return ''
  return `<section><div class="bar"><h3>Again</h3><button type="button" data-copy>Copy</button></div><pre>${escapeMarkup(curlLines(finding).join('\n'))}</pre></section>`
}
