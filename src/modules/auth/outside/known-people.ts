import { Injectable } from '@nestjs/common';
import { Metrics } from '../../../common/metrics/metrics.js';
import { BatchedLookup } from '../../../database/batched-lookup.js';
import { LaterWrites } from '../../../database/later-writes.js';
import { ExternalIdentitiesRepository, type Identity } from './external-identities.repository.js';
import type { KnownPerson } from './outside.types.js';

const textOf = ({ issuer, subject }: Identity): string => JSON.stringify([issuer, subject]);

/** Who an outside identity is, as the database knows it now. Looking writes nothing; when they were seen is written down later. */
@Injectable()
export class KnownPeople {
  private readonly lookup: BatchedLookup<Identity, KnownPerson | null>;
  private readonly noteLater: (text: string, identity: Identity) => void;

  constructor(identities: ExternalIdentitiesRepository, later: LaterWrites, metrics: Metrics) {
    const observe = metrics.batchObserver('external_identities');
    this.lookup = new BatchedLookup((wanted) => identities.findKnown(wanted), { textOf, observe });
    this.noteLater = later.gather<Identity>('write last sight of people', (seen) =>
      identities.markSeen([...seen.values()]),
    );
  }

  async find({ issuer, subject }: Identity): Promise<KnownPerson | null> {
    const identity = { issuer, subject };
    const known = await this.lookup.find(identity);
    if (known?.stale) this.noteLater(textOf(identity), identity);
    return known;
  }
}
