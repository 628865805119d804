import { describe, expect, test } from 'vitest'
import { AppError } from '#core/errors.ts'
import { reachOfAddress } from '#core/providers/addresses.ts'
import { presets } from '#core/providers/presets.ts'
import { checkBaseUrl } from '#core/providers/url-gate.ts'
import { errorMap } from '#shared/contract/errors.ts'

const UrlRefused = errorMap.URL_REFUSED.data

function verdict(text: string, allowClearText = false): string {
  try {
    return checkBaseUrl(text, allowClearText)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'URL_REFUSED') return 'crash'
    return `refused: ${UrlRefused.parse(error.data).reason}`
  }
}

const passes: readonly (readonly [text: string, normal: string])[] = [
  ['https://api.openai.com/v1', 'https://api.openai.com/v1'],
  ['https://api.openai.com/v1/', 'https://api.openai.com/v1'],
  ['  https://api.openai.com/v1///  ', 'https://api.openai.com/v1'],
  ['HTTPS://API.OpenAI.com/v1', 'https://api.openai.com/v1'],
  ['https://api.openai.com:443/v1', 'https://api.openai.com/v1'],
  ['https://example.com:8443', 'https://example.com:8443'],
  ['https://relay.example.com/a/../v1', 'https://relay.example.com/v1'],
  ['https://relay.example.com/v1?api-version=2026-01-01', 'https://relay.example.com/v1?api-version=2026-01-01'],
  ['https://例子.中国/v1', 'https://xn--fsqu00a.xn--fiqs8s/v1'],
  ['https://bücher.example/v1', 'https://xn--bcher-kva.example/v1'],
  ['https://8.8.8.8/v1', 'https://8.8.8.8/v1'],
  ['https://[2001:db8::1]/v1', 'https://[2001:db8::1]/v1'],
  ['https://192.168.1.20:8443/v1', 'https://192.168.1.20:8443/v1'],
  ['http://localhost:11434/v1', 'http://localhost:11434/v1'],
  ['http://LOCALHOST:11434/v1', 'http://localhost:11434/v1'],
  ['http://localhost.:11434/v1', 'http://localhost.:11434/v1'],
  ['http://ollama.localhost:11434/v1', 'http://ollama.localhost:11434/v1'],
  ['http://127.0.0.1:1234/v1', 'http://127.0.0.1:1234/v1'],
  ['http://127.1:1234/v1', 'http://127.0.0.1:1234/v1'],
  ['http://0x7f000001:1234', 'http://127.0.0.1:1234'],
  ['http://2130706433', 'http://127.0.0.1'],
  ['http://[::1]:1234/v1', 'http://[::1]:1234/v1'],
  ['http://10.0.0.5:8080', 'http://10.0.0.5:8080'],
  ['http://172.16.0.1', 'http://172.16.0.1'],
  ['http://172.31.255.254', 'http://172.31.255.254'],
  ['http://192.168.0.1', 'http://192.168.0.1'],
  ['http://[fd12:3456::1]:8080', 'http://[fd12:3456::1]:8080'],
  ['http://[::ffff:192.168.0.1]', 'http://[::ffff:c0a8:1]'],
]

const refusals: readonly (readonly [reason: string, texts: readonly string[]])[] = [
  [
    'scheme',
    [
      'file:///etc/passwd',
      'file://localhost/etc/passwd',
      'ftp://example.com',
      'app://main/index.html',
      'data:text/plain,hello',
      'javascript:alert(1)',
      'blob:https://example.com/1',
      'ws://127.0.0.1:1',
      'wss://example.com',
      'chrome://settings',
      'about:blank',
      'localhost:11434',
      'mailto:a@example.com',
      'gopher://example.com',
      'socks5://127.0.0.1:1080',
      'httpss://example.com',
    ],
  ],
  [
    'malformed',
    [
      '',
      ' ',
      'api.openai.com/v1',
      'https://',
      'https:///v1',
      'https:example.com',
      'https:/example.com',
      'https:\\\\example.com',
      'https://example.com\\@evil.example',
      'https://exa mple.com',
      'https://exam\nple.com',
      'https://example.com/\tv1',
      'https://example.com/v1\u0000',
      'https://example.com/\u202ev1',
      'https://exam\u200bple.com',
      'https://example.com:99999',
      'https://example.com:port',
      'https://[::1',
      'https://[fe80::1%25eth0]/',
      'https://1.2.3.4.5.6.7.8.999',
      'https://example.com/v1#frag',
      'https://%00example.com',
      '//example.com',
      '/v1',
      'http://256.256.256.256',
    ],
  ],
  [
    'credentials',
    [
      'https://user@example.com',
      'https://user:pass@example.com/v1',
      'https://api.openai.com@evil.example/v1',
      'https://api.openai.com:443@evil.example/v1',
      'https://%75ser@example.com',
      'http://user:pass@127.0.0.1',
    ],
  ],
  [
    'blocked-address',
    [
      'http://169.254.169.254/latest/meta-data',
      'https://169.254.169.254',
      'http://169.254.0.1',
      'http://2852039166',
      'http://0xa9fea9fe',
      'http://0251.0376.0251.0376',
      'http://169.254.43518',
      'http://[::ffff:169.254.169.254]',
      'http://[::ffff:a9fe:a9fe]',
      'http://[::169.254.169.254]',
      'http://[64:ff9b::a9fe:a9fe]',
      'http://[2002:a9fe:a9fe::]',
      'http://[fe80::1]',
      'http://[febf::1]',
      'http://[fec0::1]',
      'http://[fd00:ec2::254]',
      'http://100.100.100.200',
      'https://100.100.100.200/latest',
      'http://168.63.129.16',
      'http://192.0.0.192',
      'http://0.0.0.0:11434',
      'http://0',
      'http://[::]',
      'http://224.0.0.1',
      'http://255.255.255.255',
      'http://[ff02::1]',
      'http://metadata.google.internal/computeMetadata',
      'https://METADATA.google.internal.',
      'http://metadata',
      'http://instance-data/latest',
    ],
  ],
  [
    'clear-text',
    [
      'http://api.openai.com/v1',
      'http://example.com:8080',
      'http://8.8.8.8',
      'http://172.32.0.1',
      'http://172.15.255.255',
      'http://192.169.0.1',
      'http://11.0.0.1',
      'http://100.64.0.1',
      'http://[2001:db8::1]',
      'http://localhost.example.com',
      'http://127.0.0.1.example.com',
      'http://nas.local:11434',
      'http://192.168.0.1.nip.io',
      'http://notlocalhost',
    ],
  ],
  ['too-long', [`https://example.com/${'a'.repeat(2_048)}`, `https://例.example/${'字'.repeat(400)}`]],
]

describe('the gate for provider addresses', () => {
  test.each(passes)('lets %j through in its normal form', (text, normal) => {
    expect(verdict(text)).toBe(normal)
  })

  test.each(refusals.flatMap(([reason, texts]) => texts.map((text) => [reason, text] as const)))(
    'refuses as %s: %j',
    (reason, text) => {
      expect(verdict(text)).toBe(`refused: ${reason}`)
    },
  )

  test('plain http to the internet passes only when it is asked for, and never to a blocked address', () => {
    expect(verdict('http://example.com/v1', true)).toBe('http://example.com/v1')
    expect(verdict('http://169.254.169.254', true)).toBe('refused: blocked-address')
  })

  test('every preset that has an address passes its own gate, encrypted unless it is on this machine', () => {
    for (const preset of presets.filter(({ baseUrl }) => baseUrl !== '')) {
      expect(verdict(preset.baseUrl)).toBe(preset.baseUrl)
      expect(preset.baseUrl.startsWith('https:')).toBe(!preset.local)
    }
  })

  test('an address with a zone or inside another notation keeps its reach', () => {
    expect(reachOfAddress('fe80::1%eth0')).toBe('blocked')
    expect(reachOfAddress('::ffff:127.0.0.1')).toBe('loopback')
    expect(reachOfAddress('2002:c0a8:0001::')).toBe('private')
    expect(reachOfAddress('::1')).toBe('loopback')
    expect(reachOfAddress('2606:4700::1111')).toBe('public')
  })
})
