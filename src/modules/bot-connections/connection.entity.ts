import { Column } from 'typeorm';
import type { BotPlatform } from '../../common/platforms.js';
import type { ConnectionStatus } from './connection.types.js';

/** What both kinds of connection share: a credential, who may exchange it now, and how it fares. */
export abstract class ConnectionEntity {
  @Column({ type: 'varchar', length: 16, update: false })
  readonly platform!: BotPlatform;

  /** Sealed; see credential-seal.ts. */
  @Column({ type: 'text', name: 'access_token' })
  readonly accessToken!: string;

  /** Sealed. null = the platform gives none (Discord). */
  @Column({ type: 'text', name: 'refresh_token', nullable: true })
  readonly refreshToken!: string | null;

  @Column({ type: 'text', array: true })
  readonly scopes!: string[];

  /** Of the access token; null = not known, or never. */
  @Column({ type: 'timestamptz', name: 'expires_at', nullable: true })
  readonly expiresAt!: Date | null;

  /** Grows by one with every pair that is stored; whoever stores names the one it began with. */
  @Column({ type: 'integer', default: 1 })
  readonly generation!: number;

  @Column({ type: 'varchar', length: 16, default: 'active' })
  readonly status!: ConnectionStatus;

  /** A word of ours, never the platform's text. */
  @Column({ type: 'text', name: 'status_reason', nullable: true })
  readonly statusReason!: string | null;

  @Column({ type: 'timestamptz', name: 'status_since', default: () => 'now()' })
  readonly statusSince!: Date;

  /** Exchanges that failed since the last one that worked. */
  @Column({ type: 'integer', default: 0 })
  readonly attempts!: number;

  @Column({ type: 'timestamptz', name: 'next_try_at', nullable: true })
  readonly nextTryAt!: Date | null;

  /** Who may exchange the refresh token, until when. */
  @Column({ type: 'uuid', name: 'lease_owner', nullable: true })
  readonly leaseOwner!: string | null;

  @Column({ type: 'timestamptz', name: 'lease_until', nullable: true })
  readonly leaseUntil!: Date | null;

  /** When the platform last confirmed the access token (Twitch wants it hourly). */
  @Column({ type: 'timestamptz', name: 'validated_at', nullable: true })
  readonly validatedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'last_refreshed_at', nullable: true })
  readonly lastRefreshedAt!: Date | null;

  @Column({ type: 'uuid', name: 'connected_by', nullable: true })
  readonly connectedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()', update: false })
  readonly createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'updated_at', default: () => 'now()' })
  readonly updatedAt!: Date;
}
