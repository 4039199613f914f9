import { ConnectStrategy } from './connect-strategy.js';

/** Kick turns the first `127.0.0.1` of the address into `localhost`, so a callback there needs another one before it (docs.kick.com). */
export class KickStrategy extends ConnectStrategy {
  override finish(url: string): string {
    const [address = '', query = ''] = url.split('?', 2);
    return query.includes('127.0.0.1') ? `${address}?redirect=127.0.0.1&${query}` : url;
  }
}
