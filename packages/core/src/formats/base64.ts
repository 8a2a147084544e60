const base64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/
const base64url = /^(?:[\w-]{4})*(?:[\w-]{2}(?:==)?|[\w-]{3}=?)?$/

/** Whether text is base64. @see {@link https://www.rfc-editor.org/rfc/rfc4648#section-4 | RFC 4648, section 4} */
export function isBase64(text: string): boolean {
  return base64.test(text)
}

/** Whether text is base64url, padded or not. @see {@link https://www.rfc-editor.org/rfc/rfc4648#section-5 | RFC 4648, section 5} */
export function isBase64url(text: string): boolean {
  return base64url.test(text)
}
