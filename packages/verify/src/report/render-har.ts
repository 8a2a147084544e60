import type {
  ReportedBody,
  ReportedExchange,
  ReportedMessage,
  VerifyReport,
} from './verify-report.ts'

/** An exchange as it happened, as events tell of it. */
export interface RecordedExchange {
  readonly operationId: string
  readonly phase: string
  readonly label: string
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly exchange: ReportedExchange
}

/**
 * Renders exchanges as an HTTP Archive 1.2, for browsers' developer tools: those that were recorded, with a page for each
 * phase, or where there are none, those of the findings.
 * @see {@link http://www.softwareishard.com/blog/har-12-spec/}
 */
export function renderHar(
  report: VerifyReport,
  creatorVersion: string,
  recorded: readonly RecordedExchange[] = [],
): string {
  const entries = recorded.length > 0 ? recorded.map(recordedEntry) : findingEntries(report)
  const har = {
    log: {
      version: '1.2',
      creator: { name: 'concordat verify', version: creatorVersion },
      pages: pagesOf(recorded),
      entries,
      comment: 'Credentials stand as names in ${…}; long bodies are cut, and say so.',
    },
  }
  return `${JSON.stringify(har, null, 2)}\n`
}

function findingEntries(report: VerifyReport): Record<string, unknown>[] {
  return report.findings.flatMap(({ before = [], exchange, id, message }) => [
    ...before.map((step) => entry(step.exchange, report.startedAt, `${id}: before`)),
    ...(exchange ? [entry(exchange, report.startedAt, `${id}: ${message}`)] : []),
  ])
}

function recordedEntry({
  exchange,
  label,
  operationId,
  phase,
  startedAt,
}: RecordedExchange): Record<string, unknown> {
  return { pageref: phase, ...entry(exchange, startedAt, `${operationId}: ${label}`) }
}

/** A page for each phase, which begins with its first exchange. */
function pagesOf(recorded: readonly RecordedExchange[]): Record<string, unknown>[] {
  const begun = new Map<string, string>()
  for (const { phase, startedAt } of recorded) {
    if (!begun.has(phase)) begun.set(phase, startedAt)
  }
  return [...begun].map(([phase, startedDateTime]) => ({
    id: phase,
    title: phase,
    startedDateTime,
    pageTimings: {},
  }))
}

function entry(
  exchange: ReportedExchange,
  startedDateTime: string,
  comment: string,
): Record<string, unknown> {
  const { request, response } = exchange
  return {
    startedDateTime,
    time: exchange.milliseconds,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: headers(request),
      queryString: queryString(request.url),
      headersSize: -1,
      bodySize: request.body?.bytes ?? 0,
      ...(request.body
        ? {
            postData: {
              mimeType: mediaType(request),
              text: text(request.body),
              ...cutMark(request.body),
            },
          }
        : {}),
    },
    response: {
      status: response?.status ?? 0,
      statusText: response?.reason ?? '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: response ? headers(response) : [],
      content: response ? content(response) : { size: 0, mimeType: 'x-unknown' },
      redirectURL: response?.headers.find(([name]) => name.toLowerCase() === 'location')?.[1] ?? '',
      headersSize: -1,
      bodySize: response?.body?.bytes ?? 0,
      ...(exchange.failure === undefined ? {} : { comment: exchange.failure }),
    },
    cache: {},
    timings: { send: 0, wait: exchange.milliseconds, receive: 0 },
    comment,
  }
}

/** Says of a body that it is not whole. */
function cutMark(body: ReportedBody): { readonly comment?: string } {
  return body.truncated ? { comment: `cut: the whole body has ${body.bytes} bytes` } : {}
}

function headers(message: ReportedMessage): { name: string; value: string }[] {
  return message.headers.map(([name, value]) => ({ name, value }))
}

function queryString(url: string): { name: string; value: string }[] {
  const query = url.split('?')[1]
  return query === undefined
    ? []
    : [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }))
}

function mediaType(message: ReportedMessage): string {
  return message.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? 'x-unknown'
}

function text(body: ReportedBody): string {
  return body.text ?? body.base64 ?? ''
}

function content(message: ReportedMessage): Record<string, unknown> {
  const { body } = message
  return {
    size: body?.bytes ?? 0,
    mimeType: mediaType(message),
    ...(body
      ? {
          text: text(body),
          ...(body.text === undefined ? { encoding: 'base64' } : {}),
          ...cutMark(body),
        }
      : {}),
  }
}
