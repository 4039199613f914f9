import type { ConnectionKind, FlagVerdict, PlatformSwitches, SwitchOverrides } from './providers.types.js';

export const EVERYTHING_ALLOWED: PlatformSwitches = {
  use: 'allowed',
  botEnabled: true,
  channelEnabled: true,
  loginEnabled: true,
};

export const AS_EVERYBODY: SwitchOverrides = { use: null, botEnabled: null, channelEnabled: null };

/**
 * What an account has of its own wins, both ways, but for `stop_all`: whoever stops a platform for everybody means everybody, also those
 * that were let in earlier than others.
 */
export function judgeFlags(general: PlatformSwitches, own: SwitchOverrides, kind: ConnectionKind): FlagVerdict {
  const use = general.use === 'stop_all' ? 'stop_all' : (own.use ?? general.use);
  if (use === 'stop_all') return 'stopped';
  return use === 'block_new' || !isEnabled(general, own, kind) ? 'new_blocked' : 'allowed';
}

function isEnabled(general: PlatformSwitches, own: SwitchOverrides, kind: ConnectionKind): boolean {
  switch (kind) {
    case 'bot':
      return own.botEnabled ?? general.botEnabled;
    case 'channel':
      return own.channelEnabled ?? general.channelEnabled;
    case 'login':
      return general.loginEnabled;
  }
}
