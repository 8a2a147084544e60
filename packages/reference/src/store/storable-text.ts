/**
 * Whether PostgreSQL can hold a text as it is. It refuses U+0000, and half of a surrogate pair would silently
 * become another character: an id with either in it names nothing in the store.
 */
export function isStorableText(text: string): boolean {
  return !text.includes('\u0000') && !/\p{Surrogate}/u.test(text)
}
