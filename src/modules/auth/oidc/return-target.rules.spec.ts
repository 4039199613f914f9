import { CONSOLE_PAGES } from '../../../common/console-pages.js';
import { returnTarget } from './return-target.rules.js';

const OURS = 'https://understudy.example.org';
const TOKEN = 'kq3v1cN0y8pQfVv3m3oZ5mZ2v7b1yH2k9d0sXwT4uAE';

it.each([...CONSOLE_PAGES, `/link/${TOKEN}`])('%s is led back to', (page) => {
  expect(returnTarget(page)).toBe(page);
});

it('leads to the start when nothing was asked for', () => {
  expect(returnTarget(undefined)).toBe('/');
});

/** Every way in which an address has been bent into another host, in front of, inside and behind ours. */
function oddAddresses(): string[] {
  const hosts = [
    'evil.example',
    'evil.example:443',
    '[::1]',
    '2130706433',
    'understudy.example.org.evil.example',
    'ｅvil.example',
  ];
  const heads = [
    '//',
    '///',
    '/\\',
    '\\\\',
    '\\/',
    '/\t/',
    '/\n/',
    '/%0d%0a/',
    '/%2f',
    '/%5c',
    '/.//',
    '/..//',
    '/./\\',
    '.',
    '@',
    ':8443/',
    'http://',
    'https://',
    'HTTPS:',
    'https:/',
    'https:',
    'javascript:',
    'data:text/html,',
    'vbscript:',
    'blob:',
    'file://',
    'https://user@',
    'https://understudy.example.org@',
    'https://understudy.example.org%00@',
    ' //',
    '\u0000//',
    '\u200b//',
    '/%09/',
    ';//',
    '/links//',
    '/links/..//',
    '/link/',
    '/link/..%2f',
    '/links?next=//',
    '/links#//',
    '/Links',
    '/links/',
    '/links%00',
    '/links\r\nset-cookie: x=',
  ];
  const tails = [
    '',
    '/',
    '/links',
    '?x',
    '#x',
    '/%2e%2e',
    `/link/${TOKEN}`,
    '\\@understudy.example.org',
    '%23@understudy.example.org',
  ];
  const bent = heads.flatMap((head) => hosts.flatMap((host) => tails.map((tail) => head + host + tail)));
  const near = CONSOLE_PAGES.flatMap((page) => [
    `${page}/`,
    `${page}?`,
    `${page}#`,
    `${page} `,
    ` ${page}`,
    `${page}\n`,
    `/${page}`,
    `\\${page}`,
  ]);
  const links = [
    `/link/${TOKEN}/`,
    `/link/${TOKEN}\n`,
    `/link/${TOKEN}?a`,
    '/link/',
    '/link/a',
    `/link/${TOKEN}${TOKEN}`,
    `/link/../${TOKEN}`,
  ];
  return [...bent, ...near, ...links].filter((address) => !CONSOLE_PAGES.some((page) => page === address));
}

it('leads to our start for two thousand odd addresses', () => {
  const odd = oddAddresses();
  expect(odd.length).toBeGreaterThan(2_000);
  for (const address of odd) {
    expect([address, returnTarget(address)]).toEqual([address, '/']);
    expect(new URL(OURS + returnTarget(address)).origin).toBe(OURS);
  }
});
