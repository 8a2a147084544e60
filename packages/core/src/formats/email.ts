import { isIpv4, isIpv6 } from './ip-address.ts'

const dotString = /^[\w!#$%&'*+\-/=?^`{|}~]+(?:\.[\w!#$%&'*+\-/=?^`{|}~]+)*$/
const quotedString = /^"(?:[ !#-[\]-~]|\\[ -~])*"$/
const domain = /^[A-Za-z\d](?:[A-Za-z\d-]*[A-Za-z\d])?$/

/** Whether text is an address of email. @see {@link https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2 | RFC 5321, section 4.1.2, Mailbox} */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@')
  if (at < 1) return false
  const local = text.slice(0, at)
  return (dotString.test(local) || quotedString.test(local)) && isDomain(text.slice(at + 1))
}

function isDomain(text: string): boolean {
  if (text.startsWith('[') && text.endsWith(']')) {
    const address = text.slice(1, -1)
    return /^ipv6:/i.test(address) ? isIpv6(address.slice(5)) : isIpv4(address)
  }
  return text.split('.').every((label) => domain.test(label))
}
