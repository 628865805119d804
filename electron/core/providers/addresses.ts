import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net'

/** How near an address is, as far as a request that carries a key is concerned. */
export type Reach = 'blocked' | 'loopback' | 'private' | 'public'

// Link-local and unspecified ranges, multicast, and the addresses where clouds serve machine credentials: AWS, Google
// and others (169.254.169.254, fd00:ec2::254), Alibaba (100.100.100.200), Azure (168.63.129.16), Oracle (192.0.0.192).
const blocked = listOf([
  '0.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/3',
  '100.100.100.200/32',
  '168.63.129.16/32',
  '192.0.0.192/32',
  '::/128',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
  'fd00:ec2::254/128',
])
const loopback = listOf(['127.0.0.0/8', '::1/128'])
const privateNetworks = listOf(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'])

const metadataNames = new Set(['metadata', 'metadata.google.internal', 'metadata.goog', 'instance-data'])

/** The reach of a literal IPv4 or IPv6 address (no brackets). IPv4 carried inside IPv6 counts as that IPv4. */
export function reachOfAddress(address: string): Reach {
  const plain = address.replace(/%.*$/, '')
  const inner = isIPv6(plain) ? embeddedIPv4(plain) : null
  if (inner !== null) return reachOfAddress(inner)
  const family = isIPv4(plain) ? 'ipv4' : 'ipv6'
  if (blocked.check(plain, family)) return 'blocked'
  if (loopback.check(plain, family)) return 'loopback'
  return privateNetworks.check(plain, family) ? 'private' : 'public'
}

/** The reach of a host name as `URL.hostname` spells it; a name is public until it has been looked up. */
export function reachOfHost(hostname: string): Reach {
  const bare = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (isIP(bare) !== 0) return reachOfAddress(bare)
  if (metadataNames.has(bare)) return 'blocked'
  return bare === 'localhost' || bare.endsWith('.localhost') ? 'loopback' : 'public'
}

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [network = '', bits = ''] = range.split('/')
    list.addSubnet(network, Number(bits), isIPv4(network) ? 'ipv4' : 'ipv6')
  }
  return list
}

/** The IPv4 address inside a mapped, compatible, NAT64 or 6to4 address; null for any other. */
function embeddedIPv4(address: string): string | null {
  const groups = groupsOf(address)
  const [first, second, , , , sixth] = groups
  const startsEmpty = groups.slice(0, 5).every((group) => group === 0)
  const isMapped = startsEmpty && sixth === 0xffff
  const isCompatible = startsEmpty && sixth === 0 && (groups[6] !== 0 || (groups[7] ?? 0) > 1)
  const isNat64 = first === 0x64 && second === 0xff9b
  const is6to4 = first === 0x2002
  if (!isMapped && !isCompatible && !isNat64 && !is6to4) return null
  const [high = 0, low = 0] = is6to4 ? groups.slice(1, 3) : groups.slice(6, 8)
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

/** The eight 16-bit groups of an IPv6 address, by way of the URL parser's normal form. */
function groupsOf(address: string): number[] {
  const normal = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [head = '', tail] = normal.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap = tail === undefined ? 0 : 8 - before.length - after.length
  return [...before, ...Array.from({ length: gap }, () => '0'), ...after].map((group) => Number.parseInt(group, 16))
}
