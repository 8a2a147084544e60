/** Texts of other languages, written so that no text can end its quotes. Each gives a literal that means the text. */

/** In single quotes of a POSIX shell nothing has a meaning but the quote itself. */
export function shellText(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

/** JavaScript; also safe where line separators end a line. */
export function scriptText(text: string): string {
  const inner = escapeControls(text.replaceAll('\\', '\\\\').replaceAll("'", "\\'"), hex4)
  return `'${inner.replaceAll(/[\u2028\u2029]/g, hex4)}'`
}

/** Python: characters beyond ASCII stand as they are, for `\u` there is one half of a pair. */
export function pythonText(text: string): string {
  return `'${escapeControls(text.replaceAll('\\', '\\\\').replaceAll("'", "\\'"), hex2)}'`
}

/** Java reads `\u` before anything else, so that control characters are octal. */
export function javaText(text: string): string {
  const octal = (character: string) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`
  return `"${escapeControls(text.replaceAll('\\', '\\\\').replaceAll('"', '\\"'), octal)}"`
}

export function goText(text: string): string {
  return `"${escapeControls(text.replaceAll('\\', '\\\\').replaceAll('"', '\\"'), hex4)}"`
}

export function csharpText(text: string): string {
  const inner = escapeControls(text.replaceAll('\\', '\\\\').replaceAll('"', '\\"'), hex4)
  return `"${inner.replaceAll(/[\u0085\u2028\u2029]/g, hex4)}"`
}

/** PHP and Ruby: in single quotes only the quote and the backslash have a meaning. */
export function plainText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

/** PowerShell takes curly quotes for single quotes, too; each is doubled. */
export function powershellText(text: string): string {
  return `'${text.replaceAll(/['\u2018-\u201b]/g, (quote) => quote + quote)}'`
}

function escapeControls(text: string, write: (character: string) => string): string {
  const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }
  return text.replaceAll(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not stand in code.
    /[\u0000-\u001f\u007f]/g,
    (character) => named[character] ?? write(character),
  )
}

function hex2(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
}

function hex4(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
