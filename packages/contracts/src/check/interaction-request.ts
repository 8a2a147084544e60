import type { HeaderField, WireRequest } from '@concordat/verify'
import type { PactBody, PactRequest } from '../pact/pact.ts'

/** The request of an interaction as it is sent. */
export function interactionRequest(request: PactRequest): WireRequest {
  const query = request.query.flatMap(([name, values]) =>
    values.map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
  )
  const headers = request.headers.flatMap(([name, values]): HeaderField[] =>
    values.map((value) => [name, value]),
  )
  const isTyped = headers.some(([name]) => name.toLowerCase() === 'content-type')
  const mediaType = request.body?.mediaType
  if (mediaType !== undefined && !isTyped) headers.push(['Content-Type', mediaType])
  return {
    method: request.method,
    target: `${encodedPath(request.path)}${query.length > 0 ? `?${query.join('&')}` : ''}`,
    headers,
    ...(request.body && { body: bytesOf(request.body) }),
  }
}

/** Writers leave spaces and letters of other scripts as they are; what is encoded already stays. */
function encodedPath(path: string): string {
  return path.replaceAll(/[^!-~]|[?#"<>\\^`{|}]/gu, (character) => encodeURIComponent(character))
}

function bytesOf({ content }: PactBody): Uint8Array {
  if (content.kind === 'bytes') return Uint8Array.from(Buffer.from(content.base64, 'base64'))
  const text = content.kind === 'text' ? content.text : JSON.stringify(content.value)
  return new TextEncoder().encode(text)
}
