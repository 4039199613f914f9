import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { newId } from '../../common/new-id.js';
import type { ProofMode } from '../../common/access/principal.js';
import { LookupStatements } from '../../database/lookup-statements.js';
import { managerOf, within, type Tx } from '../../database/transactions.js';
import { PlatformLinkEntity } from './platform-link.entity.js';
import type { ChatIdentity, PlatformLinkView } from './platform-linking.types.js';

export interface NewPlatformLink extends ChatIdentity {
  readonly userId: string;
  readonly platformUsername: string | null;
  readonly linkTokenId: string;
  readonly proof: ProofMode;
}

@Injectable()
export class PlatformLinksRepository {
  constructor(
    @InjectRepository(PlatformLinkEntity) private readonly rows: Repository<PlatformLinkEntity>,
    private readonly lookups: LookupStatements,
  ) {}

  /** Whose each identity is, or null: the hottest statement of the program. One index, no relation, no write. */
  async findUserIds(identities: readonly ChatIdentity[]): Promise<(string | null)[]> {
    const rows = await this.lookups.rows<{ place: string; userId: string }>(
      'resolve identities',
      `SELECT asked.place, l.user_id AS "userId"
       FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS asked (platform, platform_user_id, place)
       JOIN platform_links l ON l.platform = asked.platform AND l.platform_user_id = asked.platform_user_id`,
      [identities.map(({ platform }) => platform), identities.map(({ platformUserId }) => platformUserId)],
    );
    const found = new Array<string | null>(identities.length).fill(null);
    for (const { place, userId } of rows) found[Number(place) - 1] = userId;
    return found;
  }

  /** The person an identity belongs to, read inside a transaction that is about to depend on it. */
  async findUserId({ platform, platformUserId }: ChatIdentity, tx: Tx): Promise<string | null> {
    const link = await within(this.rows, tx).findOneBy({ platform, platformUserId });
    return link?.userId ?? null;
  }

  /** @returns the id of the new link, or null when the identity is linked already */
  async add(link: NewPlatformLink, tx: Tx): Promise<string | null> {
    const [row] = await managerOf(tx).query<{ id: string }[]>(
      `INSERT INTO platform_links (id, platform, platform_user_id, platform_username, user_id, link_token_id, proof)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT ON CONSTRAINT platform_links_identity_key DO NOTHING RETURNING id`,
      [newId(), link.platform, link.platformUserId, link.platformUsername, link.userId, link.linkTokenId, link.proof],
    );
    return row?.id ?? null;
  }

  /** Has each person a link on one of these platforms (null = on any)? */
  async findLinked(questions: readonly { userId: string; platforms: readonly string[] | null }[]): Promise<boolean[]> {
    const rows = await this.lookups.rows<{ place: string }>(
      'people with links',
      `SELECT asked.place FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS asked (user_id, platforms, place)
       WHERE EXISTS (SELECT FROM platform_links l WHERE l.user_id = asked.user_id
         AND (asked.platforms IS NULL OR l.platform = ANY(string_to_array(asked.platforms, ','))))`,
      [questions.map(({ userId }) => userId), questions.map(({ platforms }) => platforms?.join(',') ?? null)],
    );
    const linked = new Set(rows.map(({ place }) => Number(place)));
    return questions.map((_, place) => linked.has(place + 1));
  }

  /** Newest first. */
  findOfUser(userId: string, tx?: Tx): Promise<PlatformLinkView[]> {
    const rows = tx ? within(this.rows, tx) : this.rows;
    return rows.find({ where: { userId }, order: { linkedAt: 'DESC', id: 'DESC' } });
  }

  lock(id: string, tx: Tx): Promise<PlatformLinkView | null> {
    return within(this.rows, tx).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async remove(id: string, tx: Tx): Promise<void> {
    await within(this.rows, tx).delete({ id });
  }
}
