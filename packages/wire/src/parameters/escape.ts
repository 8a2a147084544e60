/** Makes text safe for one place in a request. */
export type Escape = (text: string) => string

/**
 * Percent-encodes all that RFC 3986 reserves, for path segments and query strings.
 * @throws URIError for a lone surrogate, which UTF-8 cannot say.
 */
export const escapeUri: Escape = encodeURIComponent

/**
 * Percent-encodes for a query whose parameter has `allowReserved`: reserved characters stay as they are, except
 * those that would end the value (`#`, `&`), be read as a space (`+`) or as an escapeText (`%`).
 * @see OpenAPI 3.1, 4.8.12.2.2 (allowReserved)
 */
export function escapeReserved(text: string): string {
  return encodeURIComponent(text).replace(/%(?:3A|2F|3F|5B|5D|40|24|2C|3B|3D)/g, decodeURIComponent)
}

/** As {@link escapeReserved} for an item of a list, where a comma separates. */
export function escapeReservedItem(text: string): string {
  return escapeReserved(text).replaceAll(',', '%2C')
}

/**
 * Percent-encodes what may not stand in a cookie's value, and nothing more: a server that does not decode cookies
 * then still reads most values as they were meant.
 * @see {@link https://www.rfc-editor.org/rfc/rfc6265#section-4.1.1 | RFC 6265, section 4.1.1}
 */
export function escapeCookie(text: string): string {
  return text.replace(/[^\x21\x23\x24\x26-\x2B\x2D-\x3A\x3C-\x5B\x5D-\x7E]/gu, encodeURIComponent)
}

/** Undoes percent-encoding; `undefined` when it is broken or does not stand for UTF-8. */
export function unescapeUri(text: string): string | undefined {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    // A URIError says only that; the caller names the place.
    return undefined
  }
}

/** As {@link unescapeUri} for a query string, where `+` stands for a space. */
export function unescapeQuery(text: string): string | undefined {
  return unescapeUri(text.includes('+') ? text.replaceAll('+', ' ') : text)
}
