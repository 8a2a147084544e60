/**
 * Characters that nobody sees and that change what is seen: controls, which a terminal obeys, and turns of the direction
 * of writing.
 * @see {@link https://www.unicode.org/reports/tr9/#Explicit_Directional_Embeddings | UAX #9}
 */
const hidden = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu

/** One line, in which hidden characters are named by their code points. */
function visibleLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(hidden, (character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    return `[U+${code}]`
  })
}

/** Text of a document as one line of Markdown that shows it and does nothing else. */
export function inlineText(text: string): string {
  return visibleLine(text)
    .trim()
    .replace(/[\\`*_{}[\]<>|#~]/g, (mark) => (mark === '<' ? '&lt;' : `\\${mark}`))
}

/** A code span, whatever backticks the text has. */
export function codeSpan(text: string): string {
  const plain = visibleLine(text).replaceAll('|', '\\|')
  const longest = Math.max(0, ...(plain.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  return longest === 0 ? fence + plain + fence : `${fence} ${plain} ${fence}`
}

/** A block of code, whatever backticks the text has. */
export function codeBlock(language: string, text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${text}\n${fence}`
}
