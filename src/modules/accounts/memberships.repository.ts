import { Injectable } from '@nestjs/common';
import type { Membership } from '../../common/access/caller.js';
import { lowerRole, type Role } from '../../common/access/permissions.js';
import { LookupStatements } from '../../database/lookup-statements.js';

/** Whose place in which account. */
export interface MembershipQuestion {
  readonly userId: string;
  /** Of a bot: it has a place only where its owner has one too. null for a person. */
  readonly ownerId: string | null;
  /** null = the user's personal account. */
  readonly accountId: string | null;
}

interface Row extends Membership {
  readonly place: number;
  readonly ownerRole: Role | null;
}

const ASKED = `unnest($1::uuid[], $2::uuid[], $3::uuid[]) WITH ORDINALITY AS asked (user_id, owner_id, account_id, place)`;

const COLUMNS = `asked.place::int, a.id AS "accountId", m.role, a.personal_of AS "personalOf", o.role AS "ownerRole"`;

const PLACES = `
  SELECT ${COLUMNS} FROM ${ASKED}
  JOIN accounts a ON a.id = asked.account_id
  JOIN account_members m ON m.account_id = a.id AND m.user_id = asked.user_id
  LEFT JOIN account_members o ON o.account_id = a.id AND o.user_id = asked.owner_id
  WHERE asked.owner_id IS NULL OR o.role IS NOT NULL
  UNION ALL
  SELECT ${COLUMNS} FROM ${ASKED}
  JOIN accounts a ON a.personal_of = asked.user_id
  JOIN account_members m ON m.account_id = a.id AND m.user_id = asked.user_id
  LEFT JOIN account_members o ON false
  WHERE asked.account_id IS NULL AND asked.owner_id IS NULL`;

/** What every request about an account asks. */
@Injectable()
export class MembershipsRepository {
  constructor(private readonly lookups: LookupStatements) {}

  /** In the order asked, with one statement over primary keys. */
  async find(asked: readonly MembershipQuestion[]): Promise<(Membership | null)[]> {
    const rows = await this.lookups.rows<Row>('memberships', PLACES, [
      asked.map(({ userId }) => userId),
      asked.map(({ ownerId }) => ownerId),
      asked.map(({ accountId }) => accountId),
    ]);
    const found = new Array<Membership | null>(asked.length).fill(null);
    for (const { place, ownerRole, accountId, role, personalOf } of rows)
      found[place - 1] = { accountId, personalOf, role: ownerRole === null ? role : lowerRole(role, ownerRole) };
    return found;
  }
}
