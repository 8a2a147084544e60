const pattern = /^[\da-fA-F]{8}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{12}$/

/** Whether text is a UUID, of any version. @see {@link https://www.rfc-editor.org/rfc/rfc4122 | RFC 4122} */
export function isUuid(text: string): boolean {
  return pattern.test(text)
}
