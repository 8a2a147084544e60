import {
  allCodecs,
  decodeBody,
  decodeHeaders,
  type FoundMediaType,
  findMediaType,
  type MediaTypeDescriptor,
  type OperationDescriptor,
  type Validator,
  validateBody,
} from '@concordat/wire'
import type { AnswerFinding, AnswerFindingId } from '../answer-finding.ts'
import { pathKey } from '../body/read-body.ts'
import { type EncodedAnswer, hasNoBody } from './encode-answer.ts'
import type { PreparedResponse } from './prepare-responses.ts'

/** What {@link checkAnswer} judges. */
export interface AnswerCheck {
  readonly operation: OperationDescriptor
  readonly answer: EncodedAnswer
  /** The documented response of the answer's status. */
  readonly response: PreparedResponse | undefined
}

interface Issue {
  readonly path: readonly (string | number)[]
  readonly message: string
}

/**
 * Holds an answer, as it is about to be sent, against the document: its status, media type, headers and body. Streams
 * are not looked into.
 */
export function checkAnswer({
  operation,
  answer,
  response,
}: AnswerCheck): readonly AnswerFinding[] {
  const find = findingOf(operation, answer)
  if (!response) {
    const documented = Object.keys(operation.responses).join(', ')
    // Where no answer is documented, none breaks the document.
    if (documented === '') return []
    return [
      find(
        'response-status-undocumented',
        `answers ${answer.status}; the document promises ${documented}.`,
      ),
    ]
  }
  return [...checkHeaders(answer, response, find), ...checkBody(answer, response, operation, find)]
}

function findingOf(operation: OperationDescriptor, answer: EncodedAnswer): Find {
  return (id, message, issues) => {
    const mediaType = contentTypeOf(answer)
    return {
      id,
      severity: 'error',
      message: `\`${operation.operationId}\` ${message}`,
      operationId: operation.operationId,
      evidence: {
        method: operation.method,
        path: operation.path,
        status: answer.status,
        ...(mediaType !== undefined && { mediaType }),
        ...(issues && { issues }),
      },
    }
  }
}

/** Holds one item of a sequence, which is sent while it is produced, against its schema. */
export function checkItem(
  item: unknown,
  index: number,
  { operation, answer, response }: AnswerCheck,
): AnswerFinding | undefined {
  const type = response?.content && findMediaType(response.content, contentTypeOf(answer))
  const validator = type?.descriptor.perItem ? response?.validators.get(type.key) : undefined
  const found = validator ? validateBody(validator, item) : []
  if (found.length === 0) return undefined
  const issues = found.map(({ path, message }) => ({
    path: [index, ...path.map(pathKey)],
    message,
  }))
  return findingOf(operation, answer)(
    'response-body-schema-mismatch',
    `answers ${answer.status} with an item that breaks its schema${summary(issues)}.`,
    issues,
  )
}

type Find = (id: AnswerFindingId, message: string, issues?: readonly Issue[]) => AnswerFinding

function checkHeaders(
  answer: EncodedAnswer,
  response: PreparedResponse,
  find: Find,
): readonly AnswerFinding[] {
  const undocumented = Object.keys(answer.headers)
    .filter((name) => name !== 'Content-Type' && !response.headerByName.has(name.toLowerCase()))
    .map(
      (name): AnswerFinding => ({
        ...find(
          'response-header-undocumented',
          `answers a header \`${name}\` that is not documented.`,
        ),
        severity: 'warning',
      }),
    )
  return [...undocumented, ...documentedHeaders(answer, response, find)]
}

function documentedHeaders(
  answer: EncodedAnswer,
  response: PreparedResponse,
  find: Find,
): readonly AnswerFinding[] {
  if (response.headerByName.size === 0) return []
  const decoded = decodeHeaders(response.headers, asHeaders(answer))
  if (!decoded.ok) {
    return decoded.issues.map((issue) => {
      const name = String(issue.path[0])
      return issue.code === 'missing'
        ? find('response-header-missing', `answers without the required header \`${name}\`.`)
        : find(
            'response-header-schema-mismatch',
            `answers a header \`${name}\` that breaks its schema: ${issue.message}.`,
            [{ path: issue.path.map(pathKey), message: issue.message }],
          )
    })
  }
  const result = response.headerValidator?.safeParse(decoded.value)
  if (!result || result.success) return []
  const issues = result.error.issues.map(({ path, message }) => ({
    path: path.map(pathKey),
    message,
  }))
  return [
    find('response-header-schema-mismatch', 'answers headers that break their schema.', issues),
  ]
}

function asHeaders(answer: EncodedAnswer): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(answer.headers))
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one)
  return headers
}

function contentTypeOf({ headers }: EncodedAnswer): string | undefined {
  const type = headers['Content-Type']
  return typeof type === 'string' ? type : undefined
}

function checkBody(
  answer: EncodedAnswer,
  response: PreparedResponse,
  operation: OperationDescriptor,
  find: Find,
): readonly AnswerFinding[] {
  const { content } = response
  if (answer.droppedBody)
    return [
      find('response-body-undocumented', `answers ${answer.status}, which has no body, with one.`),
    ]
  if (answer.body === null) {
    const promised =
      content !== undefined && !hasNoBody(answer.status) && operation.method !== 'HEAD'
    return promised
      ? [find('response-body-missing', `answers ${answer.status} without the documented body.`)]
      : []
  }
  if (!content)
    return [
      find(
        'response-body-undocumented',
        `answers ${answer.status} with a body; the document promises none.`,
      ),
    ]
  const contentType = contentTypeOf(answer) ?? ''
  const type = findMediaType(content, contentType)
  if (!type) {
    const documented = Object.keys(content).join(', ')
    return [
      find(
        'response-media-type-undocumented',
        `answers \`${contentType}\`; the document promises ${documented}.`,
      ),
    ]
  }
  const issues = bodyIssues(answer.body, type, response.validators.get(type.key))
  return issues.length > 0
    ? [
        find(
          'response-body-schema-mismatch',
          `answers ${answer.status} with a body that breaks its schema${summary(issues)}.`,
          issues,
        ),
      ]
    : []
}

/** What is judged is what the caller will read, so that `undefined`, dates and `toJSON` are seen as they travel. */
function bodyIssues(
  body: EncodedAnswer['body'],
  type: FoundMediaType<MediaTypeDescriptor>,
  validator: Validator | undefined,
): readonly Issue[] {
  if (typeof body !== 'string' || !validator || type.descriptor.binary) return []
  const decoded = decodeBody(new TextEncoder().encode(body), type, allCodecs)
  const issues = decoded.ok
    ? validateBody(validator, decoded.value, type.descriptor)
    : decoded.issues
  return issues.map(({ path, message }) => ({ path: path.map(pathKey), message }))
}

function summary(issues: readonly Issue[]): string {
  const [first, ...others] = issues
  if (!first) return ''
  const more = others.length > 0 ? ` (and ${others.length} more)` : ''
  return ` at \`/${first.path.join('/')}\`: ${first.message.replace(/\.$/, '')}${more}`
}
