const label = /^[A-Za-z\d](?:[A-Za-z\d-]{0,61}[A-Za-z\d])?$/

/**
 * Whether text is the name of a host. Whether labels that say so (`xn--`) encode other characters is not asked.
 * @see {@link https://www.rfc-editor.org/rfc/rfc1123#section-2.1 | RFC 1123, section 2.1}
 */
export function isHostname(text: string): boolean {
  return text.length <= 253 && text.split('.').every((part) => label.test(part))
}
