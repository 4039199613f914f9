import type { ResolutionReason } from '../bot-connections/index.js';
import type { BotState, ReportedState, UserAction } from './worker.types.js';

export interface StatusFacts {
  /** null = the account has no channel there. */
  readonly channel: { readonly botEnabled: boolean } | null;
  readonly reason: ResolutionReason;
  /** Whether the account could connect what is missing, a channel or a bot; what exists is not asked about. */
  readonly connectable: boolean;
  readonly report: { readonly state: ReportedState; readonly code: string | null; readonly expired: boolean } | null;
}

type Reported = Pick<NonNullable<StatusFacts['report']>, 'state' | 'code'>;

export interface StatusVerdict {
  readonly desired: 'present' | 'absent';
  readonly state: BotState;
  readonly code: string | null;
  readonly userAction: UserAction | null;
  /** Whether the report is what is shown, so that its times count. */
  readonly observed: boolean;
}

/** What a bot may be refused in a channel until its owner makes it a moderator. */
const WANTS_MODERATOR: ReadonlySet<string> = new Set([
  'msg_followersonly',
  'msg_followersonly_followed',
  'msg_followersonly_zero',
  'msg_subsonly',
  'msg_verified_email',
  'msg_requires_verified_phone_number',
  'msg_rejected_mandatory',
  'msg_slowmode',
  'no_permission',
]);

/** What is true of a bot in a channel, as far as anybody knows, and what its owner can do about it. */
export function judgeStatus(facts: StatusFacts): StatusVerdict {
  const { channel, reason, report, connectable } = facts;
  const fresh = report !== null && !report.expired ? report : null;
  if (!channel) return silent('absent', 'no_connection', 'no_channel', connectable ? 'connect_channel' : null);
  if (!channel.botEnabled) {
    // Until the worker has left, it is still there.
    const leaving = fresh !== null && (fresh.state === 'connected' || fresh.state === 'connecting');
    if (leaving) return { ...reported(fresh, reason), desired: 'absent', userAction: 'enable_channel' };
    return silent('absent', 'paused', null, 'enable_channel');
  }
  const obstacle = obstacleOf(reason, connectable);
  if (obstacle) return obstacle;
  if (fresh) return reported(fresh, reason);
  return silent('present', 'unreachable', report ? 'report_expired' : 'no_report', null);
}

/** What keeps every worker out, whatever was reported. */
function obstacleOf(reason: ResolutionReason, connectable: boolean): StatusVerdict | null {
  switch (reason) {
    case 'custom':
    case 'global':
      return null;
    case 'none':
      return silent('present', 'no_connection', 'no_bot', connectable ? 'connect_bot' : null);
    case 'platform_off':
      return silent('absent', 'no_connection', reason, null);
    case 'custom_needs_reauth':
      return silent('present', 'bad_credentials', reason, 'reconnect');
    case 'global_needs_reauth':
      return silent('present', 'bad_credentials', reason, 'ask_admin');
    case 'custom_disabled':
      return silent('present', 'no_connection', reason, 'reconnect');
    case 'global_disabled':
      return silent('present', 'no_connection', reason, 'connect_bot');
  }
}

function reported({ state, code }: Reported, reason: ResolutionReason): StatusVerdict {
  return { desired: 'present', state, code, userAction: actionFor(state, code, reason), observed: true };
}

function actionFor(state: ReportedState, code: string | null, reason: ResolutionReason): UserAction | null {
  if (state === 'bad_credentials') return reason === 'global' ? 'ask_admin' : 'reconnect';
  if (state === 'banned') return 'unban_the_bot';
  return code !== null && WANTS_MODERATOR.has(code) ? 'mod_the_bot' : null;
}

const silent = (
  desired: 'present' | 'absent',
  state: BotState,
  code: string | null,
  userAction: UserAction | null,
): StatusVerdict => ({ desired, state, code, userAction, observed: false });
