import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, LessThan, type Repository } from 'typeorm';
import { newId } from '../../common/new-id.js';
import type { IdentityForm, ProofMode, ServiceScope } from '../../common/access/principal.js';
import type { BotPlatform, LinkPlatform } from '../../common/platforms.js';
import { LookupStatements } from '../../database/lookup-statements.js';
import { managerOf, within, type Tx } from '../../database/transactions.js';
import { MachineKeySecretEntity } from './machine-key-secret.entity.js';
import { MachineKeyEntity } from './machine-key.entity.js';
import type { MachineKeyKind, MachineKeyView, NewMachineKey } from './machine-key.types.js';

/** A live service key, as the guard needs it. */
export interface LiveServiceKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly ServiceScope[];
  readonly platforms: readonly LinkPlatform[] | null;
  readonly proof: ProofMode;
  readonly identityForm: IdentityForm;
}

/** A live system key, as the guard needs it. */
export interface LiveSystemKey extends Pick<LiveServiceKey, 'id' | 'name'> {
  readonly platforms: readonly BotPlatform[] | null;
}

@Injectable()
export class MachineKeysRepository {
  constructor(
    @InjectRepository(MachineKeyEntity) private readonly keys: Repository<MachineKeyEntity>,
    @InjectRepository(MachineKeySecretEntity) private readonly secrets: Repository<MachineKeySecretEntity>,
    private readonly lookups: LookupStatements,
  ) {}

  /** The live service key of each hash, or null, in one statement over two primary keys. */
  async findLiveServiceKeys(hashes: readonly Buffer[]): Promise<(LiveServiceKey | null)[]> {
    const rows = await this.lookups.rows<LiveServiceKey & { place: string }>(
      'live service keys',
      `SELECT asked.place, k.id, k.name, k.scopes, k.platforms, k.proof, k.identity_form AS "identityForm"
       FROM unnest($1::bytea[]) WITH ORDINALITY AS asked (hash, place)
       JOIN machine_key_secrets s ON s.secret_hash = asked.hash AND (s.valid_until IS NULL OR s.valid_until > now())
       JOIN machine_keys k ON k.id = s.key_id
       WHERE k.kind = 'service' AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())`,
      [hashes],
    );
    return inOrderAsked(rows, hashes.length);
  }

  /** The live system key of each hash, or null, in one statement over two primary keys. */
  async findLiveSystemKeys(hashes: readonly Buffer[]): Promise<(LiveSystemKey | null)[]> {
    const rows = await this.lookups.rows<LiveSystemKey & { place: string }>(
      'live system keys',
      `SELECT asked.place, k.id, k.name, k.platforms
       FROM unnest($1::bytea[]) WITH ORDINALITY AS asked (hash, place)
       JOIN machine_key_secrets s ON s.secret_hash = asked.hash AND (s.valid_until IS NULL OR s.valid_until > now())
       JOIN machine_keys k ON k.id = s.key_id
       WHERE k.kind = 'system' AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())`,
      [hashes],
    );
    return inOrderAsked(rows, hashes.length);
  }

  /** Is there any service key that could be accepted? */
  async hasServiceKeys(): Promise<boolean> {
    const [row] = await this.keys.query<{ any: boolean }[]>(
      `SELECT EXISTS (SELECT FROM machine_keys WHERE kind = 'service' AND revoked_at IS NULL
         AND (expires_at IS NULL OR expires_at > now())) AS any`,
    );
    return row?.any ?? false;
  }

  async add(key: NewMachineKey, createdBy: string, tx: Tx): Promise<string> {
    const id = newId();
    const { scopes, platforms, ...rest } = key;
    await within(this.keys, tx).insert({
      ...rest,
      id,
      createdBy,
      scopes: [...scopes],
      platforms: platforms === null ? null : [...platforms],
    });
    return id;
  }

  async addSecret(keyId: string, secretHash: Buffer, prefix: string, tx: Tx): Promise<void> {
    await within(this.secrets, tx).insert({ keyId, secretHash, prefix });
  }

  /** Locks the key until the transaction ends; null when it is unknown or revoked. */
  lockLive(kind: MachineKeyKind, id: string, tx: Tx): Promise<MachineKeyEntity | null> {
    return within(this.keys, tx).findOne({
      where: { id, kind, revokedAt: IsNull() },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Gives the current secret its end, and ends those that were on their way out already. */
  async retireSecrets(keyId: string, overlapSeconds: number, tx: Tx): Promise<void> {
    await managerOf(tx).query(
      `UPDATE machine_key_secrets
       SET valid_until = CASE WHEN valid_until IS NULL THEN now() + make_interval(secs => $2) ELSE now() END
       WHERE key_id = $1 AND (valid_until IS NULL OR valid_until > now())`,
      [keyId, overlapSeconds],
    );
    await managerOf(tx).query(`UPDATE machine_keys SET rotated_at = now() WHERE id = $1`, [keyId]);
  }

  async revoke(keyId: string, tx: Tx): Promise<void> {
    await managerOf(tx).query(`UPDATE machine_keys SET revoked_at = now() WHERE id = $1`, [keyId]);
  }

  /** Live keys, newest first. */
  async findPage(kind: MachineKeyKind, before: string | null, limit: number): Promise<MachineKeyView[]> {
    const keys = await this.keys.find({
      where: { kind, revokedAt: IsNull(), ...(before === null ? {} : { id: LessThan(before) }) },
      order: { id: 'DESC' },
      take: limit,
    });
    return Promise.all(keys.map((key) => this.view(key, this.secrets)));
  }

  async require(id: string, tx: Tx): Promise<MachineKeyView> {
    const key = await within(this.keys, tx).findOneByOrFail({ id });
    return this.view(key, within(this.secrets, tx));
  }

  /** Writes the last use of many keys at once; never back in time. */
  async markUsed(ids: readonly string[], secondsAgo: readonly number[]): Promise<void> {
    await this.keys.query(
      `UPDATE machine_keys k SET last_used_at = used.at
       FROM (SELECT id, now() - make_interval(secs => ago) AS at FROM unnest($1::uuid[], $2::float8[]) AS x (id, ago)) used
       WHERE k.id = used.id AND (k.last_used_at IS NULL OR k.last_used_at < used.at)`,
      [ids, secondsAgo],
    );
  }

  private async view(key: MachineKeyEntity, secrets: Repository<MachineKeySecretEntity>): Promise<MachineKeyView> {
    const current = await secrets.findOneByOrFail({ keyId: key.id, validUntil: IsNull() });
    return { ...key, keyPrefix: current.prefix };
  }
}

/** `place` counts from 1, as PostgreSQL's WITH ORDINALITY does; null where nothing was found. */
function inOrderAsked<Key>(rows: readonly (Key & { place: string })[], asked: number): (Key | null)[] {
  const found = new Array<Key | null>(asked).fill(null);
  for (const row of rows) found[Number(row.place) - 1] = row;
  return found;
}
