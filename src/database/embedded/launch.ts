import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './free-port.js';
import { clearLeftovers } from './leftovers.js';
import { Postmaster, type PostmasterSpec } from './postmaster.js';

export interface LaunchSpec extends Omit<PostmasterSpec, 'settings'> {
  readonly durable: boolean;
  readonly maxConnections: number;
}

export interface Launched {
  readonly postmaster: Postmaster;
  readonly port: number;
}

const ATTEMPTS = 10;
const PORT_TAKEN = /could not create any TCP\/IP sockets|could not bind/;
/** Orphaned children we cannot see, as on systems without /proc, go by themselves within a moment. */
const STILL_IN_USE = 'pre-existing shared memory block';

/** Starts PostgreSQL on a free port and waits until it accepts connections. */
export async function launchOnFreePort(spec: LaunchSpec): Promise<Launched> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const postmaster = spawnOn(spec, port);
    try {
      await postmaster.ready;
      return { postmaster, port };
    } catch (error) {
      await postmaster.stop();
      if (attempt === ATTEMPTS || !isPassing(postmaster.tail)) throw error;
      await pause(postmaster.tail.includes(STILL_IN_USE) ? 500 : 0);
    }
  }
}

function isPassing(tail: string): boolean {
  return PORT_TAKEN.test(tail) || tail.includes(STILL_IN_USE);
}

/** Starts it again where it was, once the children of the dead one have let go. */
export async function relaunch(spec: LaunchSpec, port: number): Promise<Postmaster> {
  await clearLeftovers(spec.clusterDir, spec.binaries);
  return spawnOn(spec, port);
}

function spawnOn({ durable, maxConnections, ...spec }: LaunchSpec, port: number): Postmaster {
  return new Postmaster({ ...spec, settings: { port, durable, maxConnections } });
}
