import { AS_EVERYBODY, EVERYTHING_ALLOWED, judgeFlags } from './platform-flags.rules.js';
import type { ConnectionKind, FlagVerdict, PlatformSwitches, SwitchOverrides } from './providers.types.js';

describe('judgeFlags', () => {
  it.each<[Partial<PlatformSwitches>, Partial<SwitchOverrides>, ConnectionKind, FlagVerdict]>([
    [{}, {}, 'bot', 'allowed'],
    [{ use: 'block_new' }, {}, 'bot', 'new_blocked'],
    [{ use: 'stop_all' }, {}, 'channel', 'stopped'],
    [{ use: 'stop_all', botEnabled: false }, {}, 'bot', 'stopped'],
    [{ botEnabled: false }, {}, 'bot', 'new_blocked'],
    [{ botEnabled: false }, {}, 'channel', 'allowed'],
    [{ channelEnabled: false }, {}, 'channel', 'new_blocked'],
    [{ loginEnabled: false }, {}, 'login', 'new_blocked'],
    [{ use: 'block_new' }, { use: 'allowed' }, 'bot', 'allowed'],
    [{ use: 'block_new', botEnabled: false }, { use: 'allowed' }, 'bot', 'new_blocked'],
    [{}, { use: 'stop_all' }, 'bot', 'stopped'],
    [{}, { use: 'block_new' }, 'bot', 'new_blocked'],
    [{ use: 'stop_all' }, { use: 'allowed' }, 'bot', 'stopped'],
    [{ botEnabled: false }, { botEnabled: true }, 'bot', 'allowed'],
    [{}, { botEnabled: false }, 'bot', 'new_blocked'],
    [{}, { botEnabled: false }, 'channel', 'allowed'],
    [{}, { channelEnabled: false }, 'channel', 'new_blocked'],
  ])('%j for everybody and %j for the account: %s is %s', (general, own, kind, verdict) => {
    expect(judgeFlags({ ...EVERYTHING_ALLOWED, ...general }, { ...AS_EVERYBODY, ...own }, kind)).toBe(verdict);
  });
});
