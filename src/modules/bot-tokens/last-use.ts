import { Injectable } from '@nestjs/common';
import { LaterWrites } from '../../database/later-writes.js';
import { MachineKeysRepository } from './machine-keys.repository.js';

/** When keys were used: a key check itself never writes. */
@Injectable()
export class LastUse {
  private readonly noteLater: (keyId: string, at: Date) => void;

  constructor(keys: MachineKeysRepository, later: LaterWrites) {
    this.noteLater = later.gather('write last use of keys', (uses) => keys.markUsed(uses));
  }

  note(keyId: string): void {
    this.noteLater(keyId, new Date());
  }
}
