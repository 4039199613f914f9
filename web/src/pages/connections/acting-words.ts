import type { Account, Reason } from './connection-calls';

export interface Verdict {
  readonly tone: 'good' | 'warn' | 'bad' | 'plain';
  readonly word: string;
  readonly text: string;
}

/** Who speaks for the account on a platform, and why, in words. */
export function verdictOf(reason: Reason, hasOwn: boolean, { bot_fallback: fallback }: Account): Verdict {
  switch (reason) {
    case 'custom':
      return { tone: 'good', word: 'own bot', text: 'The account speaks through its own bot.' };
    case 'global':
      return hasOwn ? INSTEAD : EVERYBODYS;
    case 'custom_needs_reauth':
      return nobody(`The bot of the account must be connected again. ${otherwise(fallback)}`);
    case 'custom_disabled':
      return nobody(`The bot of the account is switched off. ${otherwise(fallback)}`);
    case 'global_needs_reauth':
      return nobody('The global bot must be connected again, by an admin of this server.');
    case 'global_disabled':
      return nobody('The global bot is switched off by an admin of this server.');
    case 'platform_off':
      return { ...nobody('An admin of this server has switched this platform off.'), word: 'switched off' };
    case 'none':
      return { ...nobody('There is neither a bot of the account nor a global one.'), tone: 'plain' };
  }
}

const EVERYBODYS: Verdict = {
  tone: 'good',
  word: 'global bot',
  text: 'The account has no bot of its own here, so the global bot of this server speaks.',
};

const INSTEAD: Verdict = {
  tone: 'warn',
  word: 'global bot',
  text: 'The bot of the account cannot act, so the global bot speaks in its place: the account allows that.',
};

const nobody = (text: string): Verdict => ({ tone: 'bad', word: 'nobody speaks', text });

const otherwise = (fallback: Account['bot_fallback']): string =>
  fallback === 'global'
    ? 'There is no global bot that could speak in its place.'
    : 'Until then nobody speaks: the account lets no other bot speak in its place.';
