import type { OutboundOutcome } from './outbound-client.js';
import type { CalledPlatform, PlatformFailureKind } from './platform-adapter.js';
import { dig, readJson, textAt } from './platform-json.rules.js';

/** Whether a call spends a code or a refresh token, carries an access token, or ends one. */
export type CallKind = 'grant' | 'api' | 'revoke';

export interface Verdict {
  readonly kind: PlatformFailureKind;
  /** null: no status came. */
  readonly status: number | null;
  /** Seconds. */
  readonly retryAfter: number | null;
}

/** What an error body says, in the places where platforms say it. All lower case. */
type Said = ReadonlySet<string>;

type Words = Partial<Record<'dead' | 'config' | 'throttled', readonly string[]>>;

/** RFC 6749 section 5.2. */
const OAUTH: Words = { dead: ['invalid_grant'], config: ['invalid_client', 'unauthorized_client'] };

/** What each platform says instead of, or beside, the codes of OAuth: error codes, reasons and whole messages. */
const SAID: Record<CalledPlatform, Words> = {
  // dev.twitch.tv/docs/authentication: no RFC codes, only messages.
  twitch: {
    dead: ['invalid refresh token', 'invalid grant', 'invalid authorization code', 'invalid access token'],
    config: ['invalid client', 'invalid client secret'],
  },
  // developers.google.com/youtube/v3/docs/errors; invalid_token is what revoke and tokeninfo say.
  youtube: {
    dead: ['invalid_token', 'autherror'],
    throttled: ['quotaexceeded', 'ratelimitexceeded', 'userratelimitexceeded', 'dailylimitexceeded'],
  },
  kick: { dead: ['invalid_token'] },
  // developer.trovo.live/docs/APIs.html, error codes: 11712 and 11713 refresh token, 11704 and 11714 access token, 11717 secret,
  // 11701 header, 11706 rate, 11718 more than 50 live tokens.
  trovo: { dead: ['11712', '11713', '11704', '11714'], config: ['11717', '11701'], throttled: ['11706', '11718'] },
  discord: {},
  DISCORD: {},
  // docs.github.com, "Troubleshooting OAuth app access token request errors".
  GITHUB: { dead: ['bad_verification_code'], config: ['incorrect_client_credentials', 'redirect_uri_mismatch'] },
  // docs.slack.dev, openid.connect.token and openid.connect.userInfo.
  SLACK: {
    dead: ['invalid_code', 'code_already_used', 'code_expired', 'invalid_auth', 'token_expired', 'token_revoked'],
    config: ['invalid_client_id', 'bad_client_secret', 'bad_redirect_uri'],
    throttled: ['ratelimited'],
  },
  LINEAR: {},
};

/** Their refusals come with 200, as JSON that names an `error`. */
const REFUSES_WITH_200: ReadonlySet<CalledPlatform> = new Set(['GITHUB', 'SLACK']);

/**
 * Why a call failed; null when its answer is a 2xx with JSON. What is no JSON is never believed to be a verdict on the
 * grant: proxies and outages answer with HTML, or with nothing, under every status.
 */
export function judgeOutcome(platform: CalledPlatform, call: CallKind, outcome: OutboundOutcome): Verdict | null {
  if (outcome.kind === 'unreachable') return { kind: 'transient', status: null, retryAfter: null };
  if (outcome.kind === 'silent') return { kind: 'lost', status: null, retryAfter: null };
  const { status } = outcome;
  const ok = status >= 200 && status < 300;
  if (outcome.kind === 'cut') return { kind: ok ? 'lost' : kindOfStatus(status), status, retryAfter: null };
  if (outcome.kind === 'overlong') return { kind: kindOfStatus(status), status, retryAfter: null };
  const json = readJson(outcome.text);
  const good = ok && !(REFUSES_WITH_200.has(platform) && textAt(json, 'error') !== null);
  // Kick says "OK" to a revocation, and others nothing.
  if (good && (call === 'revoke' || json !== undefined)) return null;
  if (good) return { kind: 'transient', status, retryAfter: null };
  const retryAfter = readRetryAfter(outcome.retryAfter ?? dig(json, 'retry_after'));
  // A refusal that comes with 200 is one of what we asked.
  return { kind: kindOf(platform, call, ok ? 400 : status, json), status, retryAfter };
}

function kindOf(platform: CalledPlatform, call: CallKind, status: number, json: unknown): PlatformFailureKind {
  const refusal = status >= 400 && status < 500 && status !== 408 && status !== 429;
  if (!refusal || typeof json !== 'object' || json === null) return kindOfStatus(status);
  const said = saidIn(json);
  const kind = kindSaid(SAID[platform], said) ?? kindSaid(OAUTH, said);
  return kind ?? (status === 401 && call === 'api' && !lacksScope(said) ? 'dead' : 'refused');
}

/** Of an answer without words. */
const kindOfStatus = (status: number): PlatformFailureKind => (status === 429 ? 'throttled' : 'transient');

function kindSaid(table: Words, said: Said): PlatformFailureKind | null {
  for (const kind of ['dead', 'config', 'throttled'] as const) {
    if (table[kind]?.some((word) => said.has(word))) return kind;
  }
  return null;
}

function saidIn(json: object): Said {
  const places = [
    textAt(json, 'error'),
    textAt(json, 'message'),
    textAt(json, 'status'),
    textAt(json, 'error', 'errors', 0, 'reason'),
  ];
  return new Set(places.flatMap((place) => (place === null ? [] : [place.toLowerCase()])));
}

/** Twitch answers 401 for a scope that a live token lacks. */
const lacksScope = (said: Said): boolean => [...said].some((word) => word.startsWith('missing scope'));

/** RFC 9110 section 10.2.3, seconds alone, as dates need a clock. Discord sends fractions, also in the body. At most a day. */
function readRetryAfter(told: unknown): number | null {
  const seconds = typeof told === 'string' && /^\d+(\.\d+)?$/.test(told) ? Number(told) : told;
  return typeof seconds === 'number' && seconds >= 0 ? Math.min(Math.ceil(seconds), 86_400) : null;
}
