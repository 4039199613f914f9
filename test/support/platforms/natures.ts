import { randomBytes, randomUUID } from 'node:crypto';
import type { GrantRules } from './grants.js';
import { digits } from './people.js';
import type { Profile, Shop } from './profile.js';
import { discord } from './profiles/discord.js';
import { kick } from './profiles/kick.js';
import { github, linear, slack } from './profiles/sign-ins.js';
import { trovo } from './profiles/trovo.js';
import { twitch } from './profiles/twitch.js';
import { youtube } from './profiles/youtube.js';
import { NO_ROTATION, ROTATE_EACH } from './rotation.js';
import type { StandInName } from './words.js';

export interface Nature {
  readonly make: (shop: Shop) => Profile;
  readonly rules: GrantRules;
  /** API calls a minute. */
  readonly perMinute: number;
  readonly makeId: () => string;
  readonly makeChannel: (login: string) => string | null;
}

const NUMBERS = { makeId: () => digits(9), makeChannel: () => null };
const DAY = 86_400;
/** Somebody comes to be known, and nothing else. */
const signIn = (): Omit<Nature, 'make' | 'makeId'> => ({
  perMinute: 1000,
  makeChannel: () => null,
  rules: { rotation: NO_ROTATION, liveLimit: null, accessLife: 28_800, refreshLife: 182 * DAY },
});
const HALF_A_YEAR = 182 * DAY;

/** Lifetimes, rotation and limits of each platform when nobody turned a knob. */
export const NATURES: Readonly<Record<StandInName, () => Nature>> = {
  twitch: () => ({
    ...NUMBERS,
    make: twitch,
    perMinute: 800,
    rules: {
      rotation: NO_ROTATION,
      liveLimit: { counts: 'access', max: 50, beyond: 'oldest_dies' },
      accessLife: 14_124,
      refreshLife: HALF_A_YEAR,
    },
  }),
  youtube: () => ({
    make: youtube,
    perMinute: 3000,
    makeId: () => digits(21),
    makeChannel: () => `UC${randomBytes(18).toString('base64url').slice(0, 22).padEnd(22, 'x')}`,
    rules: {
      rotation: NO_ROTATION,
      liveLimit: { counts: 'refresh', max: 100, beyond: 'oldest_dies' },
      accessLife: 3599,
      refreshLife: HALF_A_YEAR,
    },
  }),
  kick: () => ({
    make: kick,
    perMinute: 1000,
    makeId: () => digits(7),
    makeChannel: (login) => login.replaceAll('_', '-'),
    rules: { rotation: ROTATE_EACH, liveLimit: null, accessLife: 7200, refreshLife: 30 * DAY },
  }),
  trovo: () => ({
    ...NUMBERS,
    make: trovo,
    perMinute: 1200,
    rules: {
      rotation: ROTATE_EACH,
      liveLimit: { counts: 'access', max: 50, beyond: 'refused' },
      accessLife: 14_400,
      refreshLife: 30 * DAY,
    },
  }),
  discord: () => ({
    make: discord,
    perMinute: 3000,
    makeId: () => digits(18),
    makeChannel: () => null,
    rules: { rotation: ROTATE_EACH, liveLimit: null, accessLife: 604_800, refreshLife: HALF_A_YEAR },
  }),
  github: () => ({ ...signIn(), make: github, makeId: () => digits(8) }),
  slack: () => ({ ...signIn(), make: slack, makeId: () => `U${randomBytes(5).toString('hex').toUpperCase()}` }),
  linear: () => ({ ...signIn(), make: linear, makeId: () => randomUUID() }),
};
