const schemes: Readonly<Record<string, string>> = { PROXY: 'http', HTTPS: 'https', SOCKS: 'socks5', SOCKS5: 'socks5' }

/**
 * The first choice of a proxy list such as `PROXY host:80; DIRECT`, as a URL; null for a direct connection. Further
 * choices are left out on purpose: a proxy that does not answer must fail, never give way to a direct connection.
 */
export function proxyAddress(list: string): string | null {
  const [kind = '', address = ''] = (list.split(';', 1)[0] ?? '').trim().split(/\s+/)
  if (kind === 'DIRECT' || kind === '') return null
  // An unknown kind (SOCKS4, QUIC) as an address that cannot work: it fails instead of going direct.
  return `${schemes[kind] ?? 'http'}://${address}`
}
