import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { LookupStatements } from '../../../database/lookup-statements.js';
import { managerOf, within, type Tx } from '../../../database/transactions.js';
import { ExternalIdentityEntity } from './external-identity.entity.js';
import type { KnownPerson } from './outside.types.js';

export type Identity = Pick<ExternalIdentityEntity, 'issuer' | 'subject'>;

/** Times of last sight are no finer than this. */
const STALE_AFTER = `interval '1 hour'`;

@Injectable()
export class ExternalIdentitiesRepository {
  constructor(
    @InjectRepository(ExternalIdentityEntity) private readonly rows: Repository<ExternalIdentityEntity>,
    private readonly lookups: LookupStatements,
  ) {}

  /** Runs for every request with a token of the outside issuer, for many at once. */
  async findKnown(identities: readonly Identity[]): Promise<(KnownPerson | null)[]> {
    const rows = await this.lookups.rows<KnownPerson & { readonly place: number }>(
      'known people',
      `SELECT w.place::integer, u.id AS "userId", u.username, u.is_system_admin AS "isSystemAdmin",
              u.status = 'active' AS active, e.last_seen_at < now() - ${STALE_AFTER} AS stale
       FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS w (issuer, subject, place)
       JOIN external_identities e ON e.issuer = w.issuer AND e.subject = w.subject
       JOIN users u ON u.id = e.user_id
       WHERE u.kind = 'human'`,
      [identities.map(({ issuer }) => issuer), identities.map(({ subject }) => subject)],
    );
    const byPlace = new Map(rows.map(({ place, ...person }) => [place, person]));
    return identities.map((_, i) => byPlace.get(i + 1) ?? null);
  }

  async findUserId({ issuer, subject }: Identity, tx: Tx): Promise<string | null> {
    return (await within(this.rows, tx).findOneBy({ issuer, subject }))?.userId ?? null;
  }

  async add(identity: Identity, userId: string, tx: Tx): Promise<void> {
    await within(this.rows, tx).insert({ issuer: identity.issuer, subject: identity.subject, userId });
  }

  async markSeen(identities: readonly Identity[], tx?: Tx): Promise<void> {
    await (tx ? managerOf(tx) : this.rows).query(
      `UPDATE external_identities e SET last_seen_at = now()
       FROM unnest($1::text[], $2::text[]) AS w (issuer, subject)
       WHERE e.issuer = w.issuer AND e.subject = w.subject AND e.last_seen_at < now() - ${STALE_AFTER}`,
      [identities.map(({ issuer }) => issuer), identities.map(({ subject }) => subject)],
    );
  }
}
