import { Injectable } from '@nestjs/common';
import type { Membership } from '../../common/access/caller.js';
import { Metrics } from '../../common/metrics/metrics.js';
import { BatchedLookup } from '../../database/batched-lookup.js';
import { MembershipsRepository, type MembershipQuestion } from './memberships.repository.js';

/** Who is what in which account, at this moment; who asks at the same moment is answered by one statement. */
@Injectable()
export class Memberships {
  private readonly places: BatchedLookup<MembershipQuestion, Membership | null>;

  constructor(memberships: MembershipsRepository, metrics: Metrics) {
    this.places = new BatchedLookup((asked) => memberships.find(asked), {
      textOf: ({ userId, ownerId, accountId }) => `${userId} ${ownerId} ${accountId}`,
      observe: metrics.batchObserver('membership'),
    });
  }

  find(question: MembershipQuestion): Promise<Membership | null> {
    return this.places.find(question);
  }
}
