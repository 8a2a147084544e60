import { unescapeUri } from './escape.ts'

/** One `name=value` of a query string or cookie header: the name decoded, the value as it stands. */
export interface RawPair {
  readonly name: string
  readonly value: string
}

/**
 * Splits a query string (with or without its question mark) or a form body. A name that is not valid percent-encoding
 * can be no documented parameter's and is left out.
 */
export function parseQuery(
  query: string,
  unescapeText: (text: string) => string | undefined,
): RawPair[] {
  const pairs: RawPair[] = []
  for (const part of (query.startsWith('?') ? query.slice(1) : query).split('&')) {
    if (part !== '') addPair(pairs, part, unescapeText)
  }
  return pairs
}

/** Splits a cookie header. @see RFC 6265, section 4.2.1 */
export function parseCookies(header: string): RawPair[] {
  const pairs: RawPair[] = []
  for (const part of header.split(';')) {
    const text = part.trim()
    if (text !== '') addPair(pairs, text, unescapeUri)
  }
  return pairs
}

/** Above so many pairs a look-up goes by an index: below, making one costs more than it saves. */
const fewPairs = 16

const indexes = new WeakMap<readonly RawPair[], ReadonlyMap<string, readonly string[]>>()

/**
 * The texts under one name, in their order. Looking up every name of a list takes time in proportion to the list, not
 * to its square: a form may have a hundred thousand names.
 */
export function textsOf(pairs: readonly RawPair[], name: string): readonly string[] {
  if (pairs.length <= fewPairs) {
    return pairs.filter((pair) => pair.name === name).map((pair) => pair.value)
  }
  let index = indexes.get(pairs)
  if (!index) {
    index = indexPairs(pairs)
    indexes.set(pairs, index)
  }
  return index.get(name) ?? []
}

function indexPairs(pairs: readonly RawPair[]): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>()
  for (const { name, value } of pairs) {
    const known = index.get(name)
    if (known) known.push(value)
    else index.set(name, [value])
  }
  return index
}

function addPair(
  pairs: RawPair[],
  part: string,
  unescapeText: (text: string) => string | undefined,
): void {
  const at = part.indexOf('=')
  const name = unescapeText(at < 0 ? part : part.slice(0, at))
  if (name !== undefined) pairs.push({ name, value: at < 0 ? '' : part.slice(at + 1) })
}
