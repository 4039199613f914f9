import { Injectable } from '@nestjs/common';
import type { Membership } from '../../common/access/caller.js';
import type { Seen } from '../../common/access/seen.js';
import { Metrics } from '../../common/metrics/metrics.js';
import { RememberedLookup } from '../../database/remembered-lookup.js';
import { MembershipsRepository, type MembershipQuestion } from './memberships.repository.js';

/** Who is what in which account, at this moment; who asks at the same moment is answered by one statement. */
@Injectable()
export class Memberships {
  private readonly places: RememberedLookup<MembershipQuestion, Membership | null>;

  constructor(memberships: MembershipsRepository, metrics: Metrics) {
    this.places = new RememberedLookup((asked) => memberships.find(asked), {
      textOf: ({ userId, ownerId, accountId }) => `${userId} ${ownerId} ${accountId}`,
      observe: metrics.batchObserver('membership'),
      until: (place) => place && Infinity,
    });
  }

  /** @param seen by the request that asks; null: the database is asked */
  find(question: MembershipQuestion, seen: Seen | null): Membership | null | Promise<Membership | null> {
    return this.places.find(question, seen);
  }
}
