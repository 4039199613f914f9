import { displayName, hasBotPrefix, isHumanUsername, judgeAdminChange, looksLikeEmail } from './users.rules.js';

describe('a username of a person', () => {
  it.each([
    ['ada', true],
    ['Ada', true],
    ['a', true],
    ['0', true],
    ['a_b.c-d', true],
    ['a'.repeat(60), true],
    ['a'.repeat(61), false],
    ['', false],
    ['-ada', false],
    ['.ada', false],
    ['_ada', false],
    ['ada lovelace', false],
    ['ada@example', false],
    ['аda (Cyrillic)', false],
    ['аda', false],
    ['ada\n', false],
    ['ad\u0130', false],
    ['0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f', false],
    ['0199C8A0-7b1e-7cc3-8f5e-3c9a1d2b4e6f', false],
    ['0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f.', true],
  ])('%j is allowed: %s', (username, allowed) => {
    expect(isHumanUsername(username)).toBe(allowed);
  });

  it.each([
    ['bot-ada', true],
    ['BOT-ada', true],
    ['Bot-', true],
    ['bot', false],
    ['bota', false],
    ['robot-ada', false],
    ['bot_ada', false],
  ])('%j is reserved for bots: %s', (username, reserved) => {
    expect(hasBotPrefix(username)).toBe(reserved);
  });
});

it.each([
  ['ada', false],
  ['ada@example.org', true],
])('the login %j is an e-mail address: %s', (login, isEmail) => {
  expect(looksLikeEmail(login)).toBe(isEmail);
});

describe('a display name', () => {
  it.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['  Ada   Lovelace ', 'Ada Lovelace'],
    ['Ada\u202eecalevoL', 'AdaecalevoL'],
    ['Ada\u2066x\u2069', 'Adax'],
    ['A\u0000d\u001ba\u009f', 'Ada'],
    ['A\u200bda\ufeff', 'Ada'],
    ['Ада 🦊', 'Ада 🦊'],
    ['👩\u200d💻', '👩\u200d💻'],
    ['\u202e\u0007', ''],
  ])('%j is kept as %j', (given, kept) => {
    expect(displayName(given)).toBe(kept);
  });
});

describe("a system admin's change of a user", () => {
  const admin = { kind: 'human', status: 'active', isSystemAdmin: true } as const;
  const human = { kind: 'human', status: 'active', isSystemAdmin: false } as const;
  const bot = { kind: 'bot', status: 'active', isSystemAdmin: false } as const;

  it.each([
    ['demoting the last admin', admin, { isSystemAdmin: false }, 0, 'last_system_admin'],
    ['disabling the last admin', admin, { status: 'disabled' }, 0, 'last_system_admin'],
    ['demoting one of two', admin, { isSystemAdmin: false }, 1, 'accepted'],
    ['changing nothing of the last admin', admin, {}, 0, 'accepted'],
    ['demoting a disabled admin', { ...admin, status: 'disabled' }, { isSystemAdmin: false }, 0, 'accepted'],
    ['disabling a person', human, { status: 'disabled' }, 0, 'accepted'],
    ['promoting a person', human, { isSystemAdmin: true }, 1, 'accepted'],
    ['promoting a bot', bot, { isSystemAdmin: true }, 1, 'bot_cannot_be_admin'],
    ['disabling a bot', bot, { status: 'disabled' }, 1, 'accepted'],
  ] as const)('%s: %j %j beside %i other admins is %s', (_what, user, change, others, verdict) => {
    expect(judgeAdminChange(user, change, others)).toBe(verdict);
  });
});
