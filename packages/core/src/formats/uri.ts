import { isIpv6 } from './ip-address.ts'

/** Whether text is a URI. @see {@link https://www.rfc-editor.org/rfc/rfc3986 | RFC 3986} */
export function isUri(text: string): boolean {
  return isReference(text, ascii, true)
}

/** Whether text is a reference to a URI. @see {@link https://www.rfc-editor.org/rfc/rfc3986#section-4.1 | RFC 3986, section 4.1} */
export function isUriReference(text: string): boolean {
  return isReference(text, ascii, false)
}

/** Whether text is an IRI. @see {@link https://www.rfc-editor.org/rfc/rfc3987 | RFC 3987} */
export function isIri(text: string): boolean {
  return isReference(text, international, true)
}

/** Whether text is a reference to an IRI. @see {@link https://www.rfc-editor.org/rfc/rfc3987#section-2.2 | RFC 3987, section 2.2} */
export function isIriReference(text: string): boolean {
  return isReference(text, international, false)
}

interface Grammar {
  readonly userinfo: RegExp
  readonly host: RegExp
  readonly path: RegExp
  readonly query: RegExp
  readonly fragment: RegExp
}

const beyondAscii =
  '\\u{A0}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFEF}' +
  Array.from({ length: 14 }, (_, plane) => {
    const hex = (plane + 1).toString(16)
    return `\\u{${hex}0000}-\\u{${hex}FFFD}`
  }).join('')
const privateUse = '\\u{E000}-\\u{F8FF}\\u{F0000}-\\u{FFFFD}\\u{100000}-\\u{10FFFD}'

const ascii = grammar('', '')
const international = grammar(beyondAscii, privateUse)

function grammar(letters: string, queryOnly: string): Grammar {
  const common = `A-Za-z\\d\\-._~!$&'()*+,;=${letters}`
  const of = (characters: string) => new RegExp(`^(?:[${characters}]|%[\\da-fA-F]{2})*$`, 'u')
  return {
    userinfo: of(`${common}:`),
    host: of(common),
    path: of(`${common}:@\\/`),
    query: of(`${common}:@\\/?${queryOnly}`),
    fragment: of(`${common}:@\\/?`),
  }
}

/** The parts of any reference. @see RFC 3986, appendix B */
const parts = /^(?:([^:/?#]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#([\s\S]*))?$/

function isReference(text: string, rules: Grammar, isAbsolute: boolean): boolean {
  const match = parts.exec(text)
  if (!match) return false
  const [, scheme, authority, path = '', query, fragment] = match
  if (scheme === undefined ? isAbsolute : !/^[A-Za-z][A-Za-z\d+.-]*$/.test(scheme)) return false
  if (authority !== undefined && !isAuthority(authority, rules)) return false
  if (authority !== undefined && path !== '' && !path.startsWith('/')) return false
  return (
    rules.path.test(path) &&
    (query === undefined || rules.query.test(query)) &&
    (fragment === undefined || rules.fragment.test(fragment))
  )
}

function isAuthority(text: string, rules: Grammar): boolean {
  const at = text.indexOf('@')
  if (at >= 0 && !rules.userinfo.test(text.slice(0, at))) return false
  const match = /^(\[[^\]]*\]|[^:[\]]*)(?::\d*)?$/.exec(text.slice(at + 1))
  const host = match?.[1]
  if (host === undefined) return false
  if (!host.startsWith('[')) return rules.host.test(host)
  const literal = host.slice(1, -1)
  return isIpv6(literal) || /^[vV][\da-fA-F]+\.[A-Za-z\d\-._~!$&'()*+,;=:]+$/.test(literal)
}
