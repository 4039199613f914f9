import { isWithin } from './networks.js';

/** What is not on the public Internet (IANA special-purpose registries), and ways to write such an IPv4 address as an IPv6 one. */
const PRIVATE_NETWORKS = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

/** Is it an address that only machines on this side of the Internet can mean? What is no address counts as one. */
export function isPrivateAddress(address: string): boolean {
  const plain = address.split('%', 1)[0] ?? '';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1];
  return !isPublic(mapped ?? plain);
}

const isPublic = (address: string): boolean => isAddress(address) && !isWithin(address, PRIVATE_NETWORKS);

/** Everything is within one of these. */
const isAddress = (address: string): boolean => isWithin(address, ['0.0.0.0/0', '::/0']);
