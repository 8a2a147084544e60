/**
 * Texts of other languages, written so that no text can end its quotes. Each gives a literal that means the text, and
 * none holds a carriage return: a page and a clipboard would not keep it.
 */

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

/** PHP: in single quotes only the quote and the backslash have a meaning; a carriage return needs double ones. */
export function phpText(text: string): string {
  if (!text.includes('\r')) return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  return `"${escapeControls(text.replaceAll(/[\\"$]/g, '\\$&'), hex2)}"`
}

/** Ruby: as PHP, and `#` begins code within double quotes. */
export function rubyText(text: string): string {
  if (!text.includes('\r')) return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  return `"${escapeControls(text.replaceAll(/[\\"#]/g, '\\$&'), hex2)}"`
}

/** PowerShell takes curly quotes for straight ones, too; each is doubled, or marked as a text. */
export function powershellText(text: string): string {
  if (!text.includes('\r')) {
    return `'${text.replaceAll(/['\u2018-\u201b]/g, (quote) => quote + quote)}'`
  }
  const marked = text.replaceAll(/[`"$\u201c-\u201e]/g, '`$&')
  return `"${marked.replaceAll('\r', '`r').replaceAll('\n', '`n')}"`
}

/** A format of the shell's `printf` that prints the text. */
export function printfFormat(text: string): string {
  // A format must not look like an option.
  const format = text.replaceAll('\\', '\\\\').replaceAll('%', '%%').replace(/^-/, '\\055')
  return shellText(format.replaceAll('\r', '\\r').replaceAll('\n', '\\n'))
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
