import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { BotPlatform } from '../../common/platforms.js';
import { sealedAt, type CredentialHome } from './credential-seal.js';
import { PlatformRevocationEntity } from './platform-revocation.entity.js';

/** Sealed tokens that nobody uses, and whom they speak as. */
export interface DiscardedCredential {
  readonly platform: BotPlatform;
  readonly subjectId: string;
  /** Where they were sealed. */
  readonly home: CredentialHome;
  readonly accessToken: string;
  readonly refreshToken: string | null;
}

/** Hands credentials over to the revocation worker, which spares the siblings of one identity. */
@Injectable()
export class DiscardedCredentialsRepository {
  constructor(
    @InjectRepository(PlatformRevocationEntity) private readonly rows: Repository<PlatformRevocationEntity>,
  ) {}

  async add({ platform, subjectId, home, accessToken, refreshToken }: DiscardedCredential): Promise<void> {
    await this.rows.query(
      `INSERT INTO platform_revocations (id, platform, subject_id, sealed_at, access_token, refresh_token)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, $5)`,
      [platform, subjectId, sealedAt(home), accessToken, refreshToken],
    );
  }
}
