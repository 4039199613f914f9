import { BlockList, isIP } from 'node:net';

/** An address, or a network in CIDR notation; IPv4 and IPv6. */
export function isNetwork(text: unknown): boolean {
  return typeof text === 'string' && parseNetwork(text) !== null;
}

/** Does one of the networks hold the address? IPv4 addresses also in their IPv6 form, as dual-stack sockets report them. */
export function isWithin(address: string, networks: readonly string[]): boolean {
  const list = new BlockList();
  for (const text of networks) {
    const network = parseNetwork(text);
    if (network) list.addSubnet(network.address, network.bits, network.family);
  }
  return isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

interface Network {
  readonly address: string;
  readonly bits: number;
  readonly family: 'ipv4' | 'ipv6';
}

function parseNetwork(text: string): Network | null {
  const [address = '', bits, more] = text.split('/');
  const version = isIP(address);
  // A zone (fe80::1%eth0) means something else on every machine.
  if (version === 0 || more !== undefined || address.includes('%')) return null;
  const most = version === 6 ? 128 : 32;
  if (bits !== undefined && (!/^\d{1,3}$/.test(bits) || Number(bits) > most)) return null;
  return { address, bits: bits === undefined ? most : Number(bits), family: version === 6 ? 'ipv6' : 'ipv4' };
}
