/** Equivalent spellings of a path's text are one: `/caf%C3%A9` is `/café`. @see RFC 3986, section 6.2.2 */
export function oneSpelling(text: string): string {
  if (/^[!-$&-~]*$/.test(text)) return text
  try {
    return encodeURI(decodeURI(text))
  } catch {
    // Not valid percent-encoding: it can only be equal to itself.
    return text
  }
}
