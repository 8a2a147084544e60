import { type JsonPointer, joinPointer } from '@concordat/core'
import { resolveInternal } from '@concordat/model'
import { type Draft, isDraft, own, setMember } from '../bundle/draft.ts'
import type { DraftOperation } from './each-operation.ts'
import { describeHeaderName, isHeaderName } from './header-name.ts'
import type { RepairContext } from './repair-context.ts'

/** Mends the responses of all operations, and those under `components`. */
export function repairResponses(
  document: Draft,
  operations: readonly DraftOperation[],
  context: RepairContext,
) {
  const shared = own(own(document, 'components'), 'responses')
  for (const [name, response] of Object.entries(isDraft(shared) ? shared : {})) {
    repairResponse(response, joinPointer('/components/responses', name), context)
  }
  for (const { operation, pointer } of operations) {
    const responses = own(operation, 'responses')
    if (isDraft(responses) && Object.keys(responses).some((key) => !key.startsWith('x-'))) {
      operation.responses = repairStatuses(
        document,
        responses,
        joinPointer(pointer, 'responses'),
        context,
      )
      continue
    }
    context.report({
      id: 'operation-responses-missing',
      message: 'The operation documents no response; every answer of it is undocumented.',
      pointer,
    })
    operation.responses = {}
  }
}

function repairStatuses(
  document: Draft,
  responses: Draft,
  pointer: JsonPointer,
  context: RepairContext,
): Draft {
  let isChanged = false
  const repaired: Draft = {}
  for (const [key, response] of Object.entries(responses)) {
    const status = readStatus(key)
    if (status === undefined) {
      isChanged = true
      context.report({
        id: 'response-status-invalid',
        message: `\`${key}\` is no status: expected three digits, a range such as \`2XX\`, or \`default\`. The response is left out.`,
        pointer: joinPointer(pointer, key),
      })
      continue
    }
    if (status !== key) isChanged = true
    repairResponse(response, joinPointer(pointer, key), context)
    const sent = withoutBody(
      { status, response, pointer: joinPointer(pointer, key) },
      document,
      context,
    )
    if (sent !== response) isChanged = true
    if (!Object.hasOwn(repaired, status)) setMember(repaired, status, sent)
  }
  return isChanged ? repaired : responses
}

interface ResponseEntry {
  readonly status: string
  readonly response: unknown
  readonly pointer: JsonPointer
}

/** A response that HTTP sends without content, whatever is documented. @see RFC 9110, sections 15.3.5 and 15.4.5 */
function withoutBody(
  { status, response, pointer }: ResponseEntry,
  document: Draft,
  context: RepairContext,
): unknown {
  if (!/^(?:1..|204|205|304)$/.test(status)) return response
  const target = resolveInternal(document, response, pointer)?.value
  const content = own(target, 'content')
  if (!isDraft(target) || !isDraft(content) || Object.keys(content).length === 0) return response
  context.report({
    id: 'response-content-impossible',
    message: `An answer of ${status} has no body; its \`content\` is left out.`,
    pointer,
  })
  const { content: _content, ...rest } = target
  return rest
}

/** The key of a response as every later stage spells it. */
function readStatus(key: string): string | undefined {
  if (key === 'default' || key.startsWith('x-') || /^[1-5][0-9][0-9]$/.test(key)) return key
  if (/^[1-5]xx$/i.test(key)) return key.toUpperCase()
  return key.toLowerCase() === 'default' ? 'default' : undefined
}

function repairResponse(response: unknown, pointer: JsonPointer, context: RepairContext) {
  if (!isDraft(response) || typeof response.$ref === 'string') return
  if (typeof own(response, 'description') !== 'string') response.description = ''
  const headers = own(response, 'headers')
  if (!isDraft(headers)) return
  const seen = new Set<string>()
  for (const name of Object.keys(headers)) {
    if (!isHeaderName(name)) {
      context.report({
        id: 'header-name-invalid',
        message: describeHeaderName(name),
        pointer: joinPointer(pointer, 'headers', name),
      })
      delete headers[name]
      continue
    }
    const lower = name.toLowerCase()
    if (seen.has(lower)) {
      context.report({
        id: 'response-header-duplicate',
        message: `The header \`${name}\` is documented twice, in other case; the first is read.`,
        pointer: joinPointer(pointer, 'headers', name),
      })
      delete headers[name]
    }
    seen.add(lower)
    if (lower !== 'content-type') continue
    context.report({
      id: 'response-header-ignored',
      message:
        'OpenAPI ignores a response header named `Content-Type`: the media types under `content` say it.',
      pointer: joinPointer(pointer, 'headers', name),
    })
    delete headers[name]
  }
}
