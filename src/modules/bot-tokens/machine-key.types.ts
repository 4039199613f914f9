import type { IdentityForm, ProofMode, ServiceScope } from '../../common/access/principal.js';
import type { LinkPlatform } from '../../common/platforms.js';

export type MachineKeyKind = 'service' | 'system';

export interface NewMachineKey {
  readonly kind: MachineKeyKind;
  readonly name: string;
  readonly scopes: readonly ServiceScope[];
  /** null = every platform. */
  readonly platforms: readonly LinkPlatform[] | null;
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
