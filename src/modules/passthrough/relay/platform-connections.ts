import { lookup as resolve, type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP } from 'node:net';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Agent, type Dispatcher } from 'undici';
import { isPrivateAddress } from '../../../common/http/private-addresses.js';
import type { BotPlatform } from '../../../common/platforms.js';
import { AppConfig } from '../../../config/app-config.js';

/** Longest silence in the middle of an answer. Some answers are streams that say something now and then. */
const SILENCE_MS = 300_000;

/** Answers are handed on as they come, so a server that sends endless headers is the only one that could fill memory. */
const MAX_HEADER_BYTES = 64 * 1024;

/** The name of a platform led to an address on our side of the Internet: somebody has hold of the names. */
export class PrivateAddress extends Error {
  readonly code = 'PRIVATE_ADDRESS';
}

/** Connections to platforms: those of one platform never wait for those of another. */
@Injectable()
export class PlatformConnections implements OnApplicationShutdown {
  private readonly agents = new Map<string, Agent>();

  constructor(private readonly config: AppConfig) {}

  /** @param origin of the platform's configured base, and nothing else */
  to(platform: BotPlatform, origin: string): Dispatcher {
    const key = `${platform} ${origin}`;
    let agent = this.agents.get(key);
    if (!agent) {
      agent = this.open(origin);
      this.agents.set(key, agent);
    }
    return agent;
  }

  /** Runs when the last request was answered, so nothing is cut. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.agents.values()].map((agent) => agent.destroy()));
  }

  private open(origin: string): Agent {
    const { PLATFORM_CONNECT_TIMEOUT_SECONDS: connect, PLATFORM_ANSWER_TIMEOUT_SECONDS: answer } = this.config.settings;
    return new Agent({
      connect: { timeout: connect * 1000, ...(isPrivateHost(origin) ? {} : { lookup: lookUpPublic }) },
      headersTimeout: answer * 1000,
      bodyTimeout: SILENCE_MS,
      maxHeaderSize: MAX_HEADER_BYTES,
      // One answer per connection at a time: a slow one holds up nobody else's.
      pipelining: 1,
      allowH2: false,
    });
  }
}

/** A base that was configured to be on this side. Any other name is checked for each address it leads to. */
function isPrivateHost(origin: string): boolean {
  const host = new URL(origin).hostname.replace(/^\[|\]$/g, '');
  return host === 'localhost' || (isIP(host) !== 0 && isPrivateAddress(host));
}

type Found = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/** `dns.lookup` for a new connection, checked at the moment of connecting so that a name cannot change in between. */
function lookUpPublic(host: string, options: LookupOptions, found: Found): void {
  resolve(host, { ...options, all: true }, (error, addresses) => {
    if (error) return found(error, []);
    if (addresses.some(({ address }) => isPrivateAddress(address))) return found(new PrivateAddress(), []);
    const [first] = addresses;
    if (options.all || !first) return found(null, addresses);
    found(null, first.address, first.family);
  });
}
