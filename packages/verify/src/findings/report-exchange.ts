import type { Exchange } from '../exchange/exchange.ts'
import type { ReportedBody, ReportedExchange } from '../report/verify-report.ts'
import type { HeaderField } from '../transport/wire-exchange.ts'
import { redactMembers, type Secrets } from './secrets.ts'

const longest = 16_384

/** An exchange as reports show it, without secrets. */
export function reportExchange(
  exchange: Exchange,
  origin: string,
  secrets: Secrets,
): ReportedExchange {
  const { answer, failure, request } = exchange
  const body = reportBody(request.body, secrets)
  return {
    request: {
      method: request.method,
      url: secrets.redact(origin + request.target),
      headers: redactHeaders(request.headers, secrets),
      ...(body ? { body } : {}),
    },
    ...(answer ? { response: reportAnswer(answer, secrets) } : {}),
    ...(failure ? { failure: failure.message } : {}),
    milliseconds: Math.round(exchange.milliseconds * 10) / 10,
  }
}

function reportAnswer(
  answer: NonNullable<Exchange['answer']>,
  secrets: Secrets,
): NonNullable<ReportedExchange['response']> {
  const body = reportBody(answer.body, secrets)
  return {
    status: answer.status,
    reason: answer.reason,
    headers: redactHeaders(answer.headers, secrets),
    ...(body ? { body } : {}),
  }
}

function redactHeaders(headers: readonly HeaderField[], secrets: Secrets): HeaderField[] {
  return headers.map(([name, value]) => {
    const plain = secrets.redactHeader(name, value)
    if (/^set-cookie$/i.test(name)) return [name, plain.replace(/=[^;]*/, '=[redacted]')]
    return [name, plain]
  })
}

function reportBody(bytes: Uint8Array | undefined, secrets: Secrets): ReportedBody | undefined {
  if (bytes === undefined || bytes.length === 0) return undefined
  const truncated = bytes.length > longest
  const shown = truncated ? bytes.subarray(0, longest) : bytes
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(shown, { stream: truncated })
    return { text: redactMembers(secrets.redact(text)), bytes: bytes.length, truncated }
  } catch {
    return { base64: Buffer.from(shown).toString('base64'), bytes: bytes.length, truncated }
  }
}
