const MAX_LENGTH = 80

/**
 * A value of a document as a message shows it: short, on one line, and never by its own `toString`, which is the
 * document's author's.
 */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text
}

/** A message in which nothing can steer a terminal, of bearable length. */
export function printable(message: string): string {
  const text = message.replaceAll(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ')
  return text.length > 1000 ? `${text.slice(0, 1000)}…` : text
}

/** A scalar as the text it stands for; nothing for what is no scalar. */
export function scalarText(value: unknown): string {
  return typeof value === 'object' || value === undefined ? '' : String(value)
}
