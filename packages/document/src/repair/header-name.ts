import { shown } from '@concordat/model'

/** Whether a name can stand before the colon of a header. @see RFC 9110, sections 5.1 and 5.6.2 */
export function isHeaderName(name: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)
}

/** Says that nobody can send a header of this name. */
export function describeHeaderName(name: string): string {
  return `No header can be named \`${shown(name)}\`: a name is letters, digits and some signs. It is left out.`
}
