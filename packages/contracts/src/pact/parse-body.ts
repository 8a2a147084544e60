import type { JsonValue } from '@concordat/core'
import { isJsonMediaType, parseMediaType } from '@concordat/wire'
import type { FilePlace } from './file-place.ts'
import type { PactBody, PactFields } from './pact.ts'

/** Reads a body: bare, as versions 2 and 3 have it, or with its media type and its encoding. */
export function parseBody(
  place: FilePlace,
  headers: PactFields,
  isVersion4: boolean,
): PactBody | undefined {
  if (!place.isThere) return undefined
  const [, values = []] = headers.find(([name]) => name.toLowerCase() === 'content-type') ?? []
  const sent = values[0]
  return isVersion4 ? wrapped(place, sent) : bare(place, sent)
}

function bare({ value }: FilePlace, sent: string | undefined): PactBody | undefined {
  // For versions 2 and 3 a null stands for an empty body.
  if (value === undefined || value === null) return undefined
  const isText = typeof value === 'string' && sent !== undefined && !isJson(sent)
  const mediaType = sent ?? (typeof value === 'string' ? undefined : 'application/json')
  return {
    ...(mediaType !== undefined && { mediaType }),
    content: isText ? { kind: 'text', text: value } : { kind: 'json', value },
  }
}

function wrapped(place: FilePlace, sent: string | undefined): PactBody | undefined {
  // Some writers say `null` for a body that is left open.
  if (place.value === null) return undefined
  const content = place.firstOf('content', 'contents')
  if (content.value === undefined) return undefined
  const said = place.member('contentType')
  const mediaType = said.isThere ? said.text() : sent
  const encoded = place.member('encoded').value
  return {
    ...(mediaType !== undefined && { mediaType }),
    content: contentOf(content, mediaType, encoded),
  }
}

function contentOf(
  place: FilePlace,
  mediaType: string | undefined,
  encoded: JsonValue | undefined,
): PactBody['content'] {
  const { value = null } = place
  const isJsonBody = mediaType === undefined ? typeof value !== 'string' : isJson(mediaType)
  if (typeof encoded === 'string' && encoded.toLowerCase() === 'base64') {
    const base64 = place.text()
    if (!isJsonBody) return { kind: 'bytes', base64 }
    return { kind: 'json', value: parsed(place, Buffer.from(base64, 'base64').toString('utf8')) }
  }
  if (typeof encoded === 'string' && encoded.toUpperCase() === 'JSON') {
    return { kind: 'json', value: parsed(place, place.text()) }
  }
  if (!isJsonBody && typeof value === 'string') return { kind: 'text', text: value }
  return { kind: 'json', value }
}

function parsed(place: FilePlace, text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return place.fail('JSON')
  }
}

function isJson(mediaType: string): boolean {
  const type = parseMediaType(mediaType)
  return type !== undefined && isJsonMediaType(type)
}
