/**
 * Reads a session id: the second at which the session began, as decimal digits. Leading zeros say nothing, so that
 * `0987654321` and `987654321` are one session. Anything else names no session.
 */
export function readSessionId(text: string): number | undefined {
  if (!/^[0-9]+$/.test(text)) return undefined
  const iat = Number(text)
  return Number.isSafeInteger(iat) ? iat : undefined
}
