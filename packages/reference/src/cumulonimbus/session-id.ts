/**
 * Reads the session id of a path: the second at which the session began, as decimal digits. It is compared as a number,
 * so that `0987654321` and `987654321` are one session. Anything else names no session.
 */
export function readSessionId(text: string): number | undefined {
  if (!/^[0-9]+$/.test(text)) return undefined
  const iat = Number(text)
  return Number.isSafeInteger(iat) ? iat : undefined
}

/** Reads a session id of a bulk deletion, which is compared as text: one with leading zeros names no session. */
export function readBulkSessionId(text: string): number | undefined {
  return text.startsWith('0') && text !== '0' ? undefined : readSessionId(text)
}
