import { BlockList, isIP } from 'node:net'

const PRIVATE_NAMES = [
  'localhost',
  'local',
  'internal',
  'localdomain',
  'home.arpa',
  'lan',
  'corp',
  'intranet',
]

const blocked = new BlockList()
// IPv4: RFC 6890's special-purpose registry, without what is globally reachable.
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  blocked.addSubnet(network, prefix, 'ipv4')
}
// IPv6: unspecified, loopback, mapped and translated IPv4, discard, documentation, unique local, link local, multicast.
for (const [network, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  blocked.addSubnet(network, prefix, 'ipv6')
}

/** Whether an IP address belongs to a private network, to this machine, or to no host at all. */
export function isPrivateAddress(address: string): boolean {
  const version = isIP(address)
  // BlockList judges IPv4 addresses mapped into IPv6 (`::ffff:127.0.0.1`) by its IPv4 rules.
  return version !== 0 && blocked.check(address, version === 4 ? 'ipv4' : 'ipv6')
}

/** Whether a host of a URL is, by its name or address, one that the public internet does not reach. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase()
  if (isIP(host) !== 0) return isPrivateAddress(host)
  const labels = host.split('.')
  if (labels.length === 1) return true
  return PRIVATE_NAMES.some((name) => host === name || host.endsWith(`.${name}`))
}
