/**
 * Makes text from a server safe to show on a terminal: control characters (escape sequences among them) and
 * bidirectional overrides become visible escapes.
 */
export function printableText(text: string): string {
  return text.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (character) =>
    character === '\n'
      ? character
      : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  )
}

/** One line of at most `width` characters. */
export function oneLine(text: string, width: number): string {
  const line = printableText(text).replaceAll(/\s*\n\s*/g, ' ')
  return line.length > width ? `${line.slice(0, Math.max(0, width - 1))}…` : line
}
