import { judgeStatus, type StatusFacts } from './bot-status.rules.js';

const CHANNEL = { botEnabled: true };
const said = (state: NonNullable<StatusFacts['report']>['state'], code: string | null = null, expired = false) =>
  ({ state, code, expired }) as const;

type Shown = [state: string, code: string | null, userAction: string | null, desired: string];

describe('what is shown of a bot in a channel', () => {
  it.each<[string, StatusFacts, ...Shown]>([
    [
      'no channel',
      { channel: null, reason: 'custom', report: null, connectable: true },
      'no_connection',
      'no_channel',
      'connect_channel',
      'absent',
    ],
    [
      'no channel, where none can be connected',
      { channel: null, reason: 'none', report: null, connectable: false },
      'no_connection',
      'no_channel',
      null,
      'absent',
    ],
    [
      'no bot, where none can be connected',
      { channel: CHANNEL, reason: 'none', report: null, connectable: false },
      'no_connection',
      'no_bot',
      null,
      'present',
    ],
    [
      'paused',
      { channel: { botEnabled: false }, reason: 'custom', report: null, connectable: true },
      'paused',
      null,
      'enable_channel',
      'absent',
    ],
    [
      'paused and not gone yet',
      { channel: { botEnabled: false }, reason: 'custom', report: said('connected'), connectable: true },
      'connected',
      null,
      'enable_channel',
      'absent',
    ],
    [
      'paused, and its worker is lost',
      { channel: { botEnabled: false }, reason: 'custom', report: said('connected', null, true), connectable: true },
      'paused',
      null,
      'enable_channel',
      'absent',
    ],
    [
      'no bot',
      { channel: CHANNEL, reason: 'none', report: said('connected'), connectable: true },
      'no_connection',
      'no_bot',
      'connect_bot',
      'present',
    ],
    [
      'switched off',
      { channel: CHANNEL, reason: 'platform_off', report: null, connectable: true },
      'no_connection',
      'platform_off',
      null,
      'absent',
    ],
    [
      'own bot refused',
      { channel: CHANNEL, reason: 'custom_needs_reauth', report: said('connected'), connectable: true },
      'bad_credentials',
      'custom_needs_reauth',
      'reconnect',
      'present',
    ],
    [
      'global bot refused',
      { channel: CHANNEL, reason: 'global_needs_reauth', report: null, connectable: true },
      'bad_credentials',
      'global_needs_reauth',
      'ask_admin',
      'present',
    ],
    [
      'own bot off',
      { channel: CHANNEL, reason: 'custom_disabled', report: null, connectable: true },
      'no_connection',
      'custom_disabled',
      'reconnect',
      'present',
    ],
    [
      'global bot off',
      { channel: CHANNEL, reason: 'global_disabled', report: null, connectable: true },
      'no_connection',
      'global_disabled',
      'connect_bot',
      'present',
    ],
    [
      'nobody there',
      { channel: CHANNEL, reason: 'global', report: null, connectable: true },
      'unreachable',
      'no_report',
      null,
      'present',
    ],
    [
      'silence',
      { channel: CHANNEL, reason: 'global', report: said('connected', null, true), connectable: true },
      'unreachable',
      'report_expired',
      null,
      'present',
    ],
    [
      'connected',
      { channel: CHANNEL, reason: 'custom', report: said('connected'), connectable: true },
      'connected',
      null,
      null,
      'present',
    ],
    [
      'connecting',
      { channel: CHANNEL, reason: 'custom', report: said('connecting'), connectable: true },
      'connecting',
      null,
      null,
      'present',
    ],
    [
      'dropped',
      { channel: CHANNEL, reason: 'custom', report: said('transient_disconnect', 'dropped'), connectable: true },
      'transient_disconnect',
      'dropped',
      null,
      'present',
    ],
    [
      'refused',
      { channel: CHANNEL, reason: 'custom', report: said('bad_credentials', 'login_failed'), connectable: true },
      'bad_credentials',
      'login_failed',
      'reconnect',
      'present',
    ],
    [
      'banned',
      { channel: CHANNEL, reason: 'custom', report: said('banned', 'msg_banned'), connectable: true },
      'banned',
      'msg_banned',
      'unban_the_bot',
      'present',
    ],
    [
      'unheard',
      { channel: CHANNEL, reason: 'custom', report: said('connected', 'msg_subsonly'), connectable: true },
      'connected',
      'msg_subsonly',
      'mod_the_bot',
      'present',
    ],
  ])('%s', (_, facts, ...shown) => {
    const { state, code, userAction, desired } = judgeStatus(facts);
    expect([state, code, userAction, desired]).toEqual(shown);
  });
});
