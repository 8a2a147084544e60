/** Control characters but tab and line feed, and those that turn the direction of the text after them. */
export const hiddenCharacters: RegExp =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g

/**
 * A text without characters that a reader cannot see and that change what is seen: escape sequences of a terminal, into
 * which a page may be copied, and overrides of the direction of writing. Each becomes the name of its code point. The
 * carriage return of a line end is dropped, as a page would do.
 * @see {@link https://www.unicode.org/reports/tr9/#Explicit_Directional_Embeddings | UAX #9}
 */
export function visibleText(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(hiddenCharacters, (character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    return `[U+${code}]`
  })
}
