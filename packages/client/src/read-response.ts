import { type OperationDescriptor, responseKey } from '@concordat/wire'
import type { ClientDefinition } from './client-definition.ts'
import type { ClientOptions } from './client-options.ts'
import { readAny } from './read-any.ts'
import { readBytes } from './read-bytes.ts'
import type { AnyResult, Issue } from './result.ts'
import type { DecodeError } from './support/decode-error.ts'
import { plainBodies } from './support/plain-support.ts'

/** How answers are read: options of a client, and what stands in for a body that is not to be read. */
export type ReadOptions = Pick<ClientOptions, 'validate' | 'strict' | 'maxBytes'> & {
  readonly buffer?: ArrayBuffer
}

/**
 * Makes the result that an answer stands for. Rejects only when the body does not arrive.
 */
export async function readResponse(
  { bodies = plainBodies, header: decodeHeader = (text) => text }: ClientDefinition,
  operation: OperationDescriptor,
  response: Response,
  { validate, strict, maxBytes, buffer }: ReadOptions,
): Promise<AnyResult> {
  const { operationId, responses, method } = operation
  const { headers, status } = response
  const key = responseKey(responses, status) ?? ''
  const found = responses[key]
  const content = method === 'HEAD' ? undefined : found?.content
  const contentType = headers.get('content-type') ?? ''
  const mediaType = content && bodies.pick(Object.keys(content), contentType)
  // Where the document does not say how to read a body, the caller may want to read it in another way.
  const bytes = new Uint8Array(
    buffer ?? (await readBytes(mediaType ? response : response.clone(), maxBytes)),
  )
  const isUndocumented = !found || (content && !mediaType && bytes.length)

  const issues: Issue[] = []
  let kept: string | undefined
  const attempt = (
    read: () => unknown,
    place: Issue['in'] = 'body',
    ...path: string[]
  ): unknown => {
    try {
      return read()
    } catch (error) {
      // Seam: decoders throw errors and nothing else.
      const problem = error as Error & Partial<DecodeError>
      issues.push(...(problem.issues ?? [{ in: place, path, message: problem.message }]))
      kept ??= problem.text
      return undefined
    }
  }
  let body = attempt(() => {
    if (mediaType) return bodies.decode(bytes, content?.[mediaType] ?? {}, contentType, mediaType)
    if (content && !isUndocumented) throw new TypeError('is missing')
    return undefined
  })
  body ??= kept ?? readAny(bytes, contentType)
  const base = { operationId, response, body, ok: false } as const
  if (isUndocumented) {
    return { ...base, status: 'undocumented', reason: found ? 'media-type' : 'status' }
  }

  const isUnread = issues[0]
  const values: Record<string, unknown> = {}
  for (const [name, header] of Object.entries({ ...found.headers })) {
    const lower = name.toLowerCase()
    values[lower] = attempt(
      () => {
        const text = headers.get(lower)
        if (text !== null) return decodeHeader(text, header, lower, headers)
        // From another origin a browser shows only what the server exposes.
        if (header.required && response.type !== 'cors') throw new TypeError('is missing')
        return undefined
      },
      'header',
      lower,
    )
  }
  const answer = { ...base, mediaType, headers: values }
  if (!isUnread) issues.push(...(validate?.response(operation, key, answer) ?? []))
  const headerIssues = issues.filter((issue) => issue.in === 'header')
  if (issues[strict ? 0 : headerIssues.length]) {
    return { ...base, status: 'malformed', documentedStatus: status, issues }
  }
  const ok = isSuccess(response, key, responses)
  return { ...answer, status, ok, headerIssues }
}

/** `default` is a success only where the document has no other. */
export function isSuccess(
  response: Response,
  key: string,
  responses: OperationDescriptor['responses'],
): boolean {
  return response.ok && (key !== 'default' || !/\b2/.test(Object.keys(responses).join()))
}
