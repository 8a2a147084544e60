/** How a value is said inside a style: as one text, as items, or as entries. */
export type PartsKind = 'primitive' | 'array' | 'object'

/** What a style found before it is known what the texts stand for. Still percent-encoded. */
export type Parts =
  | { readonly kind: 'primitive'; readonly text: string }
  | { readonly kind: 'array'; readonly items: readonly string[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [string, string])[] }

/** Why a text breaks its style, as the end of a sentence that begins with "expected". */
export interface StyleProblem {
  readonly expected: string
  readonly code?: 'duplicate' | 'malformed'
  readonly found?: string
}

/** Entries from `key=value` texts; a key alone has an empty value. */
export function pairsOf(texts: readonly string[]): Parts {
  return {
    kind: 'object',
    entries: texts.map((text) => {
      const at = text.indexOf('=')
      return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
    }),
  }
}

/** Entries from a list that names keys and values in turn. */
export function alternatingEntries(texts: readonly string[]): Parts | StyleProblem {
  if (texts.length % 2 !== 0) return { expected: 'a value after each key' }
  const entries: [string, string][] = []
  for (let index = 0; index + 1 < texts.length; index += 2) {
    entries.push([texts[index] ?? '', texts[index + 1] ?? ''])
  }
  return { kind: 'object', entries }
}

/** A delimited list as the parts of one kind. */
export function partsOfList(
  kind: PartsKind,
  text: string,
  delimiter: string | RegExp,
): Parts | StyleProblem {
  if (kind === 'primitive') return { kind, text }
  const texts = text.split(delimiter)
  return kind === 'array' ? { kind, items: texts } : alternatingEntries(texts)
}
