/** Bytes that a text names as a limit: `1 MB`, `64 KiB`; `undefined` when it names none. */
export function namedByteLimit(text: string): number | undefined {
  const match = /(\d+(?:\.\d+)?)\s*(bytes?|[kmg]i?b)\b/i.exec(text)
  if (!match) return undefined
  const unit = (match[2] ?? '').toLowerCase()
  const power = unit.startsWith('k') ? 1 : unit.startsWith('m') ? 2 : unit.startsWith('g') ? 3 : 0
  return Number(match[1]) * 1024 ** power
}
