import { Injectable } from '@nestjs/common';
import { LaterWrites, secondsSince } from '../../database/later-writes.js';
import { MachineKeysRepository } from './machine-keys.repository.js';

/** When keys were used: a key check itself never writes. */
@Injectable()
export class LastUse {
  private readonly noteLater: (keyId: string, at: number) => void;

  constructor(keys: MachineKeysRepository, later: LaterWrites) {
    this.noteLater = later.gather<number>('write last use of keys', (uses) =>
      keys.markUsed([...uses.keys()], [...uses.values()].map(secondsSince)),
    );
  }

  note(keyId: string): void {
    this.noteLater(keyId, performance.now());
  }
}
