import { Client, type ClientConfig } from 'pg';

/**
 * A connection of a pool whose loss never ends the process. The pool listens to those that are idle, and whoever took one while it is theirs, but between
 * the two nobody does: a database that is stopping may end a connection in the packet that opened it, and Node ends a process whose
 * `error` event nobody hears. Nothing is missed here: the next statement on such a connection fails, and the pool drops it.
 */
export class PooledClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
