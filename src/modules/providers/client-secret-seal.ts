import { Injectable } from '@nestjs/common';
import { SealedBox, UnsealError } from '../../common/crypto/sealed-box.js';
import type { BotPlatform } from '../../common/platforms.js';

/** Seals client secrets, each for its platform's row. */
@Injectable()
export class ClientSecretSeal {
  constructor(private readonly box: SealedBox) {}

  seal(secret: string, platform: BotPlatform): string {
    return this.box.seal(Buffer.from(secret), placeOf(platform));
  }

  /** null: the key is not configured any more, or the value was altered or moved. */
  open(sealed: string, platform: BotPlatform): string | null {
    try {
      return this.box.open(sealed, placeOf(platform)).toString();
    } catch (error) {
      if (error instanceof UnsealError) return null;
      throw error;
    }
  }
}

const placeOf = (platform: BotPlatform): string => `provider_settings/${platform}/client_secret`;
