import type {
  ReportedBody,
  ReportedExchange,
  ReportedMessage,
  VerifyReport,
} from './verify-report.ts'

/**
 * Renders the exchanges of a report's findings as an HTTP Archive 1.2, for browsers' developer tools.
 * @see {@link http://www.softwareishard.com/blog/har-12-spec/}
 */
export function renderHar(report: VerifyReport, creatorVersion: string): string {
  const entries = report.findings.flatMap(({ before = [], exchange, id, message }) => [
    ...before.map((step) => entry(step.exchange, report.startedAt, `${id}: before`)),
    ...(exchange ? [entry(exchange, report.startedAt, `${id}: ${message}`)] : []),
  ])
  const har = {
    log: {
      version: '1.2',
      creator: { name: 'concordat verify', version: creatorVersion },
      entries,
    },
  }
  return `${JSON.stringify(har, null, 2)}\n`
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
        ? { postData: { mimeType: mediaType(request), text: text(request.body) } }
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
      ? { text: text(body), ...(body.text === undefined ? { encoding: 'base64' } : {}) }
      : {}),
  }
}
