import { isObject } from './json-schema.ts'

/**
 * Finds what an internal reference (`#/components/...`) names in a document; `undefined` when there is nothing.
 *
 * @see RFC 6901, section 6
 */
export function resolvePointer(document: unknown, reference: string): unknown {
  if (!reference.startsWith('#')) return undefined
  let current: unknown = document
  for (const raw of reference.slice(1).split('/').slice(1)) {
    const key = decoded(raw).replaceAll('~1', '/').replaceAll('~0', '~')
    if (Array.isArray(current)) current = current[Number(key)]
    else if (isObject(current) && Object.hasOwn(current, key)) current = current[key]
    else return undefined
  }
  return current
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A reference that is not percent-encoded at all but has a bare `%`: taken as it stands.
    return text
  }
}

/** Follows references from an object of the document (a response, a header, a parameter) to the object itself. */
export function dereference(
  document: unknown,
  value: unknown,
): Readonly<Record<string, unknown>> | undefined {
  let current = value
  for (let hops = 0; hops < 100; hops++) {
    if (!isObject(current)) return undefined
    if (typeof current.$ref !== 'string') return current
    current = resolvePointer(document, current.$ref)
  }
  return undefined
}
