import { connect, isIP } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { Client, type ClientOptions } from 'ldapts';

const CONNECT_TIMEOUT_MS = 3_000;
const OPERATION_TIMEOUT_MS = 3_000;

/** For a whole sign-in, however many steps it takes. */
const DEADLINE_MS = 5_000;

export interface DirectoryAddress {
  readonly url: string;
  readonly startTls: boolean;
  /** PEM; null = the system's authorities. */
  readonly ca: string | null;
}

/** Runs work on a connection of its own, encrypted before anything is said on it, and ends the connection. */
export async function withDirectory<T>(address: DirectoryAddress, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    url: address.url,
    connectTimeout: CONNECT_TIMEOUT_MS,
    timeout: OPERATION_TIMEOUT_MS,
    // With these it would speak TLS from the first byte, whatever the address says.
    ...(address.url.startsWith('ldaps://') ? { tlsOptions: tlsOptionsOf(address) } : {}),
    createConnection: onlyOnce(),
  });
  const deadline = new AbortController();
  try {
    return await Promise.race([inOrder(), tooLate(deadline.signal)]);
  } finally {
    deadline.abort();
    // Closes the socket whatever becomes of the farewell.
    client.unbind().catch(() => undefined);
  }

  async function inOrder(): Promise<T> {
    if (address.startTls && address.url.startsWith('ldap://')) await client.startTLS(tlsOptionsOf(address));
    return work(client);
  }
}

/** A client whose connection is lost opens another one by itself, in the clear: a password must never be said on that. */
function onlyOnce(): NonNullable<ClientOptions['createConnection']> {
  let opened = false;
  const open = (...given: Parameters<typeof connect>): ReturnType<typeof connect> => {
    if (opened) throw new Error('The directory closed the connection');
    opened = true;
    return connect(...given);
  };
  return open as NonNullable<ClientOptions['createConnection']>;
}

function tooLate(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => reject(new Error('The directory took too long')), DEADLINE_MS);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
}

/** A new object each time, as ldapts writes into it. */
function tlsOptionsOf({ url, ca }: DirectoryAddress): ConnectionOptions {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return {
    minVersion: 'TLSv1.2',
    host,
    // Addresses are no names that a certificate could be asked for by (RFC 6066); they are compared with it all the same.
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(ca === null ? {} : { ca }),
  };
}
