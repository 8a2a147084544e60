const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`)

/** Whether text is an IPv4 address. @see RFC 2673, section 3.2 */
export function isIpv4(text: string): boolean {
  return ipv4.test(text)
}

/** Whether text is an IPv6 address. @see RFC 4291, section 2.2 */
export function isIpv6(text: string): boolean {
  if (text.length > 45) return false
  const halves = text.split('::')
  if (halves.length > 2) return false
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')))
  const last = groups.at(-1)?.at(-1)
  const hasIpv4 = last?.includes('.') === true
  if (hasIpv4 && !isIpv4(last ?? '')) return false
  const all = groups.flat()
  const words = hasIpv4 ? all.slice(0, -1) : all
  if (!words.every((word) => /^[\da-fA-F]{1,4}$/.test(word))) return false
  const count = words.length + (hasIpv4 ? 2 : 0)
  return halves.length === 2 ? count <= 7 : count === 8
}
