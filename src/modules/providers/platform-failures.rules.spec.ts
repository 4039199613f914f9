import type { OutboundOutcome } from './outbound-client.js';
import type { CalledPlatform, PlatformFailureKind } from './platform-adapter.js';
import { judgeOutcome, type CallKind } from './platform-failures.rules.js';

const answered = (status: number, body: unknown, retryAfter: string | null = null): OutboundOutcome => ({
  kind: 'answered',
  status,
  retryAfter,
  text: typeof body === 'string' ? body : JSON.stringify(body),
});

const google = (reason: string) => ({ error: { code: 403, message: 'x', errors: [{ domain: 'd', reason }] } });
const twitch = (status: number, message: string) => ({ error: 'Bad Request', status, message });
const trovo = (status: number) => ({ status, error: 'someError', message: 'Some error.' });

describe('what a platform says about a grant', () => {
  it.each<[CalledPlatform, CallKind, number, unknown, PlatformFailureKind]>([
    ['twitch', 'grant', 400, twitch(400, 'Invalid refresh token'), 'dead'],
    ['twitch', 'grant', 400, { status: 400, message: 'Invalid refresh token' }, 'dead'],
    ['twitch', 'grant', 401, twitch(401, 'invalid grant'), 'dead'],
    ['twitch', 'grant', 400, twitch(400, 'Invalid authorization code'), 'dead'],
    ['twitch', 'grant', 403, twitch(403, 'invalid client secret'), 'config'],
    ['twitch', 'grant', 400, twitch(400, 'invalid client'), 'config'],
    ['twitch', 'grant', 400, twitch(400, 'missing client id'), 'refused'],
    ['twitch', 'api', 401, { status: 401, message: 'invalid access token' }, 'dead'],
    ['twitch', 'api', 401, { error: 'Unauthorized', status: 401, message: 'Invalid OAuth token' }, 'dead'],
    ['twitch', 'api', 401, { status: 401, message: 'Missing scope: user:write:chat' }, 'refused'],
    ['twitch', 'api', 403, { status: 403, message: 'x' }, 'refused'],
    ['youtube', 'grant', 400, { error: 'invalid_grant', error_description: 'expired or revoked.' }, 'dead'],
    ['youtube', 'grant', 401, { error: 'invalid_client' }, 'config'],
    ['youtube', 'grant', 401, { error: 'unauthorized_client' }, 'config'],
    ['youtube', 'api', 403, google('quotaExceeded'), 'throttled'],
    ['youtube', 'api', 403, google('rateLimitExceeded'), 'throttled'],
    ['youtube', 'api', 403, google('insufficientPermissions'), 'refused'],
    ['youtube', 'api', 401, google('authError'), 'dead'],
    ['youtube', 'api', 400, { error: 'invalid_token' }, 'dead'],
    ['kick', 'grant', 400, { error: 'invalid_grant' }, 'dead'],
    ['kick', 'grant', 401, { error: 'invalid_grant' }, 'dead'],
    ['kick', 'grant', 400, { data: {}, message: 'Invalid request' }, 'refused'],
    ['kick', 'api', 401, { data: {}, message: 'Unauthorized' }, 'dead'],
    ['trovo', 'grant', 400, trovo(11713), 'dead'],
    ['trovo', 'grant', 401, trovo(11712), 'dead'],
    ['trovo', 'grant', 400, trovo(11717), 'config'],
    ['trovo', 'grant', 400, trovo(11701), 'config'],
    ['trovo', 'grant', 400, trovo(11718), 'throttled'],
    ['trovo', 'api', 400, trovo(11714), 'dead'],
    ['trovo', 'api', 403, trovo(11730), 'refused'],
    ['discord', 'api', 401, { message: '401: Unauthorized', code: 0 }, 'dead'],
    ['discord', 'api', 403, { message: 'Missing Access', code: 50001 }, 'refused'],
    ['twitch', 'revoke', 400, twitch(400, 'Invalid token'), 'refused'],
    ['GITHUB', 'grant', 200, { error: 'bad_verification_code' }, 'dead'],
    ['GITHUB', 'grant', 200, { error: 'incorrect_client_credentials' }, 'config'],
    ['GITHUB', 'api', 401, { message: 'Bad credentials', status: '401' }, 'dead'],
    ['SLACK', 'grant', 200, { ok: false, error: 'invalid_code' }, 'dead'],
    ['SLACK', 'api', 200, { ok: false, error: 'ratelimited' }, 'throttled'],
    ['SLACK', 'api', 200, { ok: false, error: 'something_new' }, 'refused'],
    ['LINEAR', 'grant', 400, { error: 'invalid_grant' }, 'dead'],
  ])('%s, %s: %i %j is %s', (platform, call, status, body, kind) => {
    expect(judgeOutcome(platform, call, answered(status, body))).toEqual({ kind, status, retryAfter: null });
  });
});

describe('what says nothing about a grant', () => {
  it.each<[string, OutboundOutcome, PlatformFailureKind]>([
    ['nobody there', { kind: 'unreachable' }, 'transient'],
    ['silence', { kind: 'silent' }, 'lost'],
    ['an answer that breaks off after 200', { kind: 'cut', status: 200 }, 'lost'],
    ['one that breaks off after 503', { kind: 'cut', status: 503 }, 'transient'],
    ['one that breaks off after 400', { kind: 'cut', status: 400 }, 'transient'],
    ['too much of an answer', { kind: 'overlong', status: 200 }, 'transient'],
    ['500 with the words of a dead grant', answered(500, { error: 'invalid_grant' }), 'transient'],
    ['503 with HTML', answered(503, '<html>'), 'transient'],
    ['200 with HTML', answered(200, '<html>'), 'transient'],
    ['200 with nothing', answered(200, ''), 'transient'],
    ['400 with nothing', answered(400, ''), 'transient'],
    ['400 with a JSON text', answered(400, '"invalid_grant"'), 'transient'],
    ['403 with HTML', answered(403, '<!doctype html>'), 'transient'],
    ['429 with the words of a dead grant', answered(429, { error: 'invalid_grant' }), 'throttled'],
    ['429 with HTML', answered(429, '<html>'), 'throttled'],
    ['a redirect', answered(302, ''), 'transient'],
    ['a redirect with JSON', answered(307, { error: 'invalid_grant' }), 'transient'],
    ['408', answered(408, { error: 'invalid_grant' }), 'transient'],
  ])('%s', (_, outcome, kind) => {
    for (const platform of ['twitch', 'youtube', 'kick', 'trovo', 'discord'] as const) {
      expect(judgeOutcome(platform, 'grant', outcome)).toMatchObject({ kind });
    }
  });
});

describe('what is no failure', () => {
  it.each<[CallKind, string]>([
    ['grant', '{"access_token":"a"}'],
    ['api', '{"data":[]}'],
    ['revoke', 'OK'],
    ['revoke', ''],
  ])('%s: 200 %s', (call, text) => {
    expect(judgeOutcome('kick', call, answered(200, text))).toBeNull();
  });
});

describe('Retry-After', () => {
  it.each<[string | null, unknown, number | null]>([
    ['30', {}, 30],
    ['0.65', {}, 1],
    [null, { retry_after: 0.65 }, 1],
    ['9999999', {}, 86_400],
    ['Wed, 21 Oct 2026 07:28:00 GMT', {}, null],
    ['-5', {}, null],
    [null, { retry_after: 'soon' }, null],
    [null, {}, null],
  ])('%s and %j is %s', (header, body, retryAfter) => {
    expect(judgeOutcome('discord', 'api', answered(429, body, header))).toEqual({
      kind: 'throttled',
      status: 429,
      retryAfter,
    });
  });
});
