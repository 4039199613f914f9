import { chooseRule, obstacleOf } from './actor.rules.js';

describe('chooseRule', () => {
  it.each([
    ['a person without header', { named: null, byBot: false, asBot: false }, 'own_channel'],
    ['a bot without header', { named: null, byBot: true, asBot: false }, 'attached_bot'],
    ['a person for the bot', { named: null, byBot: false, asBot: true }, 'account_bot'],
    ['a bot for the bot', { named: null, byBot: true, asBot: true }, 'account_bot'],
    ['a person with header', { named: 'x', byBot: false, asBot: false }, 'named'],
    ['a person with header, for the bot', { named: 'x', byBot: false, asBot: true }, 'named'],
    ['a bot with header', { named: 'x', byBot: true, asBot: false }, 'named'],
    ['a bot with header, for the bot', { named: 'x', byBot: true, asBot: true }, 'named'],
  ] as const)('%s', (_, wish, rule) => {
    const choice = chooseRule(wish);
    expect(choice.rule).toBe(rule);
    expect([rule, ...choice.skipped.map((one) => one.rule)].sort()).toEqual([
      'account_bot',
      'attached_bot',
      'named',
      'own_channel',
    ]);
  });
});

describe('obstacleOf', () => {
  it.each([
    ['active', false, null],
    ['refresh_failing', false, null],
    ['unknown', false, null],
    ['needs_reauth', false, 'bot_needs_reauth'],
    ['disabled', false, 'bot_disabled'],
    ['active', true, 'platform_off'],
    ['disabled', true, 'platform_off'],
  ] as const)('%s, stopped %s: %s', (status, stopped, obstacle) => {
    expect(obstacleOf(status, stopped)).toBe(obstacle);
  });
});
