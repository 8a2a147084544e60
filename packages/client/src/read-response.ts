import { findResponse, type OperationDescriptor } from '@concordat/wire'
import type { ClientDefinition } from './client-definition.ts'
import type { Validation } from './client-options.ts'
import type { AnyResult, Issue } from './result.ts'
import type { DecodeError } from './support/decode-error.ts'
import { plainBodies, plainHeader } from './support/plain-support.ts'

/**
 * Makes the result that an answer stands for; `buffer` stands in for a body that is not to be read. Rejects only when
 * the body does not arrive.
 */
export async function readResponse(
  { bodies = plainBodies, header: decodeHeader = plainHeader }: ClientDefinition,
  operation: OperationDescriptor,
  response: Response,
  validation?: Validation,
  buffer?: ArrayBuffer,
): Promise<AnyResult> {
  const { operationId, responses, method } = operation
  const { headers, status, type } = response
  const found = findResponse(responses, status)
  const content = method === 'HEAD' ? undefined : found?.response.content
  const contentType = headers.get('content-type') ?? ''
  const mediaType = content && bodies.pick(Object.keys(content), contentType)
  const bytes = new Uint8Array(buffer ?? (await response.arrayBuffer()))
  const isUndocumented = !found || (content && !mediaType && bytes.length)

  const values: Record<string, unknown> = {}
  let place: Omit<Issue, 'message'> = { in: 'body', path: [] }
  let issues: readonly Issue[] = []
  let body: unknown
  try {
    if (isUndocumented || mediaType) {
      body = bodies.decode(bytes, content?.[`${mediaType}`] ?? {}, contentType, mediaType)
    } else if (content) throw new TypeError('is missing')
    for (const [name, header] of Object.entries(found?.response.headers ?? {})) {
      const key = name.toLowerCase()
      const text = headers.get(key)
      place = { in: 'header', path: [key] }
      if (text !== null) values[key] = decodeHeader(text, header, key, headers)
      // From another origin a browser shows only what the server exposes.
      else if (header.required && type !== 'cors') throw new TypeError('is missing')
    }
  } catch (error) {
    // Seam: decoders throw errors and nothing else.
    const problem = error as Error & Partial<DecodeError>
    issues = problem.issues ?? [{ ...place, message: problem.message }]
    body ??= new TextDecoder().decode(bytes)
  }

  const base = { operationId, response, ok: false, body } as const
  if (isUndocumented) {
    return { ...base, status: 'undocumented', reason: found ? 'media-type' : 'status' }
  }
  const answer = { mediaType, body, headers: values }
  if (!issues[0]) issues = validation?.response(operation, found.key, answer) ?? issues
  if (issues[0]) return { ...base, status: 'malformed', documentedStatus: status, issues }
  // `default` is a success only where the document has no other.
  const ok = response.ok && (found.key !== 'default' || !/\b2/.test(Object.keys(responses).join()))
  return { ...base, ...answer, status, ok }
}
