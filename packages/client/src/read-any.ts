/** A body that no document describes: its JSON value, or else its text, or else its bytes; `undefined` for none. */
export function readAny(bytes: Uint8Array<ArrayBuffer>, type: string): unknown {
  if (!bytes.length) return undefined
  try {
    // Throws for bytes that are no such text, and for charsets that nobody knows.
    const charset = /charset="?([^";]+)/i.exec(type)?.[1]
    const text = new TextDecoder(charset, { fatal: true }).decode(bytes)
    try {
      return JSON.parse(text)
    } catch {
      return text
    }
  } catch {
    return new Blob([bytes], { type })
  }
}
