import type { RecordedInteraction } from '../recorder/contract.ts'

/**
 * What an interaction is called in a Pact file. Pact takes description and states for its identity, so every kind of
 * request and of answer has a description of its own.
 */
export function describeInteraction({ request, status, mediaType }: RecordedInteraction): string {
  const { operationId, query, header, cookie, members } = request
  const parts = [
    named('query', query),
    named('header', header),
    named('cookie', cookie),
    request.mediaType === undefined ? '' : `body ${request.mediaType}`,
    named('members', members),
  ].filter((part) => part !== '')
  const asked = parts.length === 0 ? operationId : `${operationId} with ${parts.join(', ')}`
  return `${asked}: ${status}${mediaType === undefined ? '' : ` ${mediaType}`}`
}

function named(kind: string, names: readonly string[]): string {
  return names.length === 0 ? '' : `${kind} ${[...names].sort().join(' ')}`
}
