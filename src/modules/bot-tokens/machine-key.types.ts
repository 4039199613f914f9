import type { IdentityForm, ProofMode, ServiceScope } from '../../common/access/principal.js';
import type { BotPlatform, LinkPlatform } from '../../common/platforms.js';

export type MachineKeyKind = 'service' | 'system';

/** A bot service reaches people on platforms for linking, a worker channels on platforms for bots. */
export type KeyPlatform = LinkPlatform | BotPlatform;

export interface NewMachineKey {
  readonly kind: MachineKeyKind;
  readonly name: string;
  readonly scopes: readonly ServiceScope[];
  /** null = every platform. */
  readonly platforms: readonly KeyPlatform[] | null;
  readonly proof: ProofMode;
  readonly identityForm: IdentityForm;
  readonly expiresAt: Date | null;
}

/** A key as an admin sees it: everything but the secret. */
export interface MachineKeyView extends NewMachineKey {
  readonly id: string;
  readonly keyPrefix: string;
  readonly createdAt: Date;
  readonly rotatedAt: Date | null;
  readonly lastUsedAt: Date | null;
}

export interface IssuedMachineKey {
  readonly key: MachineKeyView;
  /** Shown in this answer only. */
  readonly secret: string;
}
