/**
 * Characters that must not stand raw in source: controls, line and paragraph separators, lone surrogates, and the
 * marks that make a reader see other code than the compiler does.
 * @see {@link https://www.unicode.org/reports/tr36/ | Unicode security considerations}
 */
const unseen =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu

const short: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
}

/** A string literal in single quotes; in double quotes where that saves escapes. */
export function quote(value: string): string {
  const mark = value.includes("'") && !value.includes('"') ? '"' : "'"
  const body = value.replaceAll('\\', '\\\\').replaceAll(mark, `\\${mark}`)
  return mark + escapeUnseen(body) + mark
}

/** Writes each unseen character as an escape that can be read. */
export function escapeUnseen(value: string): string {
  return value.replace(unseen, (character) => {
    return short[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
