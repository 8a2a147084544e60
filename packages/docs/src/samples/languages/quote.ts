import { hiddenCharacters } from '../../html/visible-text.ts'

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

/** Python: other characters beyond ASCII stand as they are, for `\u` there is one half of a pair. */
export function pythonText(text: string): string {
  return `'${escapeControls(text.replaceAll('\\', '\\\\').replaceAll("'", "\\'"), hex4)}'`
}

/** Java reads `\u` before anything else, so that control characters are octal. */
export function javaText(text: string): string {
  const octal = (character: string) =>
    character > '\u00ff'
      ? hex4(character)
      : `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`
  return `"${escapeControls(text.replaceAll('\\', '\\\\').replaceAll('"', '\\"'), octal)}"`
}

export function goText(text: string): string {
  return `"${escapeControls(text.replaceAll('\\', '\\\\').replaceAll('"', '\\"'), hex4)}"`
}

export function csharpText(text: string): string {
  const inner = escapeControls(text.replaceAll('\\', '\\\\').replaceAll('"', '\\"'), hex4)
  return `"${inner.replaceAll(/[\u0085\u2028\u2029]/g, hex4)}"`
}

/** PHP: in single quotes only the quote and the backslash have a meaning; control characters need double ones. */
export function phpText(text: string): string {
  if (!needsEscapes(text)) return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  return `"${escapeControls(text.replaceAll(/[\\"$]/g, '\\$&'), hexInBraces)}"`
}

/** Ruby: as PHP, and `#` begins code within double quotes. */
export function rubyText(text: string): string {
  if (!needsEscapes(text)) return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  return `"${escapeControls(text.replaceAll(/[\\"#]/g, '\\$&'), hex4)}"`
}

/** PowerShell takes curly quotes for straight ones, too; each is doubled, or marked as a text. */
export function powershellText(text: string): string {
  if (!needsEscapes(text)) {
    return `'${text.replaceAll(/['\u2018-\u201b]/g, (quote) => quote + quote)}'`
  }
  const marked = text.replaceAll(/[`"$\u201c-\u201e]/g, '`$&')
  const named = marked.replaceAll('\r', '`r').replaceAll('\n', '`n')
  return `"${named.replaceAll(hiddenCharacters, (character) => `$([char]${hexNumber(character)})`)}"`
}

/** A format of the shell's `printf` that prints the text. */
export function printfFormat(text: string): string {
  // A format must not look like an option.
  const format = text.replaceAll('\\', '\\\\').replaceAll('%', '%%').replace(/^-/, '\\055')
  const named = format.replaceAll('\r', '\\r').replaceAll('\n', '\\n')
  return shellText(named.replaceAll(hiddenCharacters, octalBytes))
}

/** Whether a text holds what must not stand in a page as it is: the languages without escapes in single quotes ask it. */
export function needsEscapes(text: string): boolean {
  return text.search(hiddenCharacters) >= 0
}

function escapeControls(text: string, write: (character: string) => string): string {
  const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }
  return text
    .replaceAll(/[\n\t]/g, (character) => named[character] ?? character)
    .replaceAll(hiddenCharacters, (character) => named[character] ?? write(character))
}

function octalBytes(character: string): string {
  const bytes = [...new TextEncoder().encode(character)]
  return bytes.map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
}

function hexNumber(character: string): string {
  return `0x${character.charCodeAt(0).toString(16)}`
}

function hexInBraces(character: string): string {
  return `\\u{${character.charCodeAt(0).toString(16)}}`
}

function hex4(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
