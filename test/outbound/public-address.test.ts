import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refuseAddresses, refuseUrl } from '../../src/outbound/public-address.ts';

const deployed = (url: string) => refuseUrl(url, { loopbackAllowed: false });
const local = (url: string) => refuseUrl(url, { loopbackAllowed: true });

const PRIVATE = 'must not lead to a private or reserved address';
const UNKNOWN = 'must name a host on the public Internet';
const HTTPS = 'must begin with https://';

describe('a webhook URL', () => {
  it.each([
    'https://hooks.example.com/jeton',
    'https://hooks.example.com:8443/a?b=c&key=%23',
    'https://hooks.example.com./jeton',
    'https://EXAMPLE.com',
    'https://bücher.example/hook',
    'https://my_hooks.example.co.uk/',
    'https://test.example.com/',
    'https://local.example.com/',
    'https://8.8.8.8/hook',
    'https://[2606:4700:4700::1111]/hook',
  ])('%s is taken', (url) => {
    expect(deployed(url)).toBeNull();
    expect(local(url)).toBeNull();
  });

  it.each([
    ['', 'must be a URL'],
    ['hooks.example.com/jeton', 'must be a URL'],
    ['https://', 'must be a URL'],
    ['https://exa mple.com/', 'must be a URL'],
    [' https://hooks.example.com/', 'must be a URL'],
    ['https://hooks.example.com/\n', 'must be a URL'],
    ['https://hooks.exam\tple.com/', 'must be a URL'],
    ['https://256.1.1.1/', 'must be a URL'],
    ['https://1.2.3.4.5/', 'must be a URL'],
    ['https://[::1%25eth0]/', 'must be a URL'],
    ['http://hooks.example.com/', HTTPS],
    ['ftp://hooks.example.com/', HTTPS],
    ['javascript:alert(1)', HTTPS],
    ['mailto:ann@example.com', HTTPS],
    ['data:text/html,hello', HTTPS],
    ['https://user@hooks.example.com/', 'must not hold a user name or password'],
    ['https://:secret@hooks.example.com/', 'must not hold a user name or password'],
    ['https://hooks.example.com@10.0.0.1/', 'must not hold a user name or password'],
    ['https://hooks.example.com/#part', 'must not have a fragment'],
    ['https://hooks.example.com/#', 'must not have a fragment'],
    [`https://hooks.example.com/${'a'.repeat(2048)}`, 'must be 2048 characters at most'],
  ])('%j %s', (url, reason) => {
    expect(deployed(url)).toBe(reason);
    expect(local(url)).toBe(reason);
  });
});

describe('a host that only some network knows', () => {
  it.each([
    'localhost',
    'localhost.',
    'LOCALHOST',
    'a.localhost',
    'printer.local',
    'printer.local.',
    'metadata.google.internal',
    'nas.home.arpa',
    'nas.lan',
    'wiki.intranet',
    'wiki.corp',
    'router.home',
    'hooks.test',
    'duskgytldkxiuqc6.onion',
    'intranet',
    'intranet.',
    'com.',
    'a..example.com',
    '-a.example.com',
    'exa!mple.com',
    `${'a'.repeat(64)}.example.com`,
    `${'a.'.repeat(127)}com`,
  ])('%s is refused', (host) => {
    expect(deployed(`https://${host}/`)).toBe(UNKNOWN);
  });
});

describe('an address that is not public', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.8',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.0.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '127.1',
    '127.0.0.1.',
    '0x7f.1',
    '0x7f000001',
    '2130706433',
    '017700000001',
    '0177.0.0.01',
    '%31%32%37.0.0.1',
    '１２７.0.0.1',
    '[::]',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[::127.0.0.1]',
    '[::8.8.8.8]',
    '[::ffff:127.0.0.1]',
    '[::ffff:8.8.8.8]',
    '[::ffff:0:10.0.0.1]',
    '[64:ff9b::10.0.0.1]',
    '[64:ff9b:1::10.0.0.1]',
    '[2002:a00:1::]',
    '[2001:0:a00:1::]',
    '[2001:db8::1]',
    '[3fff::1]',
    '[100::1]',
    '[4000::1]',
    '[5f00::1]',
    '[fc00::1]',
    '[fd12:3456::1]',
    '[fe80::1]',
    '[fec0::1]',
    '[ff02::1]',
  ])('%s is refused', (host) => {
    expect(deployed(`https://${host}/`)).toBe(PRIVATE);
    expect(deployed(`http://${host}/`)).toBe(HTTPS);
  });

  const byte = fc.nat(255);
  const block = (...first: number[]) =>
    fc.tuple(...first.map((one) => fc.constant(one)), ...Array(4 - first.length).fill(byte)) as fc.Arbitrary<number[]>;
  const hidden = fc.oneof(
    block(0),
    block(10),
    block(127),
    block(169, 254),
    fc.integer({ min: 16, max: 31 }).chain((second) => block(172, second)),
    fc.integer({ min: 64, max: 127 }).chain((second) => block(100, second)),
    block(192, 168),
    block(192, 0, 0),
    block(198, 18),
    block(198, 19),
    fc.integer({ min: 224, max: 255 }).chain((first) => block(first)),
  );
  const spelled = fc
    .tuple(hidden, fc.array(fc.constantFrom(10, 8, 16), { minLength: 4, maxLength: 4 }), fc.integer({ min: 1, max: 4 }))
    .map(([bytes, bases, parts]) => spell(bytes, bases, parts));

  it('is refused in every spelling of its numbers', () => {
    fc.assert(
      fc.property(spelled, fc.constantFrom('', '.'), fc.constantFrom('', ':443', ':8443'), (host, dot, port) => {
        expect(deployed(`https://${host}${dot}${port}/hook`)).toBe(PRIVATE);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is refused inside every IPv6 address that carries it', () => {
    const carriers: ((high: string, low: string) => string)[] = [
      (high, low) => `[::${high}:${low}]`,
      (high, low) => `[::ffff:${high}:${low}]`,
      (high, low) => `[0:0:0:0:0:FFFF:${high}:${low}]`,
      (high, low) => `[64:ff9b::${high}:${low}]`,
      (high, low) => `[64:ff9b:1:2:3::${high}:${low}]`,
      (high, low) => `[2002:${high}:${low}::1]`,
      (high, low) => `[2001:0:${high}:${low}::1]`,
    ];
    fc.assert(
      fc.property(hidden, fc.constantFrom(...carriers), ([a = 0, b = 0, c = 0, d = 0], carry) => {
        const host = carry(((a << 8) | b).toString(16), ((c << 8) | d).toString(16));
        expect(deployed(`https://${host}/hook`)).toBe(PRIVATE);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is refused whatever the IPv6 address, outside what is routed', () => {
    const first = fc.nat(0xffff).filter((group) => group >> 13 !== 1);
    const rest = fc.array(fc.nat(0xffff), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(first, rest, (head, tail) => {
        const host = [head, ...tail].map((group) => group.toString(16)).join(':');
        expect(deployed(`https://[${host}]/`)).toBe(PRIVATE);
        expect(refuseAddresses([host])).not.toBeNull();
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('where webhooks to loopback are allowed', () => {
  it.each([
    'http://127.0.0.1:8787/hook',
    'https://127.255.0.9/hook',
    'http://[::1]:8787/hook',
    'http://localhost:8787/hook',
    'http://0x7f.1/hook',
  ])('%s is taken, and nowhere else', (url) => {
    expect(local(url)).toBeNull();
    expect(deployed(url)).not.toBeNull();
  });

  it.each([
    ['http://10.0.0.1/', HTTPS],
    ['https://10.0.0.1/', PRIVATE],
    ['http://0.0.0.0:8787/', HTTPS],
    ['https://[::ffff:127.0.0.1]/', PRIVATE],
    ['http://a.localhost/', HTTPS],
    ['https://a.localhost/', UNKNOWN],
    ['http://127.0.0.1.example.com/', HTTPS],
    ['http://user:password@127.0.0.1/', 'must not hold a user name or password'],
    ['http://127.0.0.1/#part', 'must not have a fragment'],
    ['ws://127.0.0.1/', HTTPS],
  ])('%s still %s', (url, reason) => {
    expect(local(url)).toBe(reason);
  });
});

describe('the addresses of a name', () => {
  it('are taken where all are public', () => {
    expect(refuseAddresses(['8.8.8.8', '2606:4700:4700::1111'])).toBeNull();
  });

  it.each([
    [['8.8.8.8', '10.0.0.1'], '10.0.0.1'],
    [['2606:4700:4700::1111', '::1'], '::1'],
    [['::ffff:169.254.169.254'], '::ffff:169.254.169.254'],
    [['127.1'], '127.1'],
    [['target.example.com.'], 'target.example.com.'],
  ])('%j are refused for one of them', (addresses, hidden) => {
    expect(refuseAddresses(addresses)).toBe(`resolves to ${hidden}, which is not a public address`);
  });
});

/** Four bytes as one to four numbers, the last of which holds what is left, each in base 8, 10 or 16. */
function spell(bytes: number[], bases: number[], parts: number): string {
  const head = bytes.slice(0, parts - 1);
  const last = bytes.slice(parts - 1).reduce((sum, one) => sum * 256 + one, 0);
  return [...head, last]
    .map((number, index) => {
      const base = bases[index] ?? 10;
      const prefix = { 8: '0', 16: '0x' }[base] ?? '';
      return prefix + number.toString(base);
    })
    .join('.');
}
