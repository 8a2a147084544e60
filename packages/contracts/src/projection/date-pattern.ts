/**
 * The pattern of texts in a format of Java's `DateTimeFormatter`, such as `yyyy-MM-dd'T'HH:mm:ssX`.
 * @returns `undefined` for a format with letters whose texts depend on a language or a calendar.
 * @see {@link https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/time/format/DateTimeFormatter.html}
 */
export function datePattern(format: string): string | undefined {
  let pattern = ''
  const part = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+|'/g
  for (const [text, quoted, letter] of format.matchAll(part)) {
    if (quoted !== undefined) pattern += escaped(quoted === '' ? "'" : quoted.replaceAll("''", "'"))
    else if (letter === undefined) pattern += escaped(text)
    else {
      const field = fieldPattern(letter, text.length)
      if (field === undefined) return undefined
      pattern += field
    }
  }
  return `^${pattern}$`
}

function fieldPattern(letter: string, length: number): string | undefined {
  if ('yuY'.includes(letter)) return length === 2 ? '\\d{2}' : `\\d{${Math.max(4, length)}}`
  if ('ML'.includes(letter))
    return length > 2 ? '[^\\d\\s]+' : ofTwo(length, '0[1-9]|1[0-2]', '[1-9]')
  if (letter === 'd') return ofTwo(length, '0[1-9]|[12]\\d|3[01]', '[1-9]')
  if (letter === 'H') return ofTwo(length, '[01]\\d|2[0-3]', '\\d')
  if (letter === 'h') return ofTwo(length, '0[1-9]|1[0-2]', '[1-9]')
  if ('kK'.includes(letter)) return ofTwo(length, '[01]\\d|2[0-4]', '\\d')
  if ('ms'.includes(letter)) return ofTwo(length, '[0-5]\\d', '\\d')
  if (letter === 'S' || letter === 'n') return `\\d{${length}}`
  if (letter === 'a') return '(?:[AaPp]\\.?[Mm]\\.?)'
  if ('Ee'.includes(letter)) return length > 2 ? '[^\\d\\s]+' : '\\d{1,2}'
  return zonePattern(letter, length)
}

function ofTwo(length: number, two: string, one: string): string {
  return length === 2 ? `(?:${two})` : `(?:${two}|${one})`
}

function zonePattern(letter: string, length: number): string | undefined {
  const hours = '[+-]\\d{2}'
  const offsets = [`${hours}(?:\\d{2})?`, `${hours}\\d{2}`, `${hours}:\\d{2}`]
  const offset = offsets[length - 1] ?? offsets[2]
  if (letter === 'X') return `(?:Z|${offset})`
  if (letter === 'x') return `(?:${offset})`
  if (letter === 'Z') return length > 3 ? `(?:Z|${offsets[2]})` : `(?:${offsets[1]})`
  return letter === 'z' ? '[A-Za-z/_+-]+' : undefined
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

/** The format of JSON Schema that a Java format is a spelling of, by what it is made of. */
export function isoFormat(format: string): 'date' | 'date-time' | undefined {
  if (/^[yu]{4}-MM-dd$/.test(format)) return 'date'
  // A date-time always has an offset (RFC 3339, 5.6): a format without one is none.
  return /^[yu]{4}-MM-dd'T'HH:mm(:ss(\.S+)?)?(X+|Z+|x+|'Z')$/.test(format) ? 'date-time' : undefined
}
