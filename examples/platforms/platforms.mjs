import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('../../test/support/servers/typescript.cjs');
const { startPlatform } = require('../../test/support/platforms/platform.ts');
const { PLATFORM_NAMES } = require('../../test/support/platforms/words.ts');

/** Whoever may be chosen on the pages of each platform. */
export const PEOPLE = ['mybot', 'streamer'];

/**
 * The five platforms, with two people each.
 *
 * @param {string} publicUrl where the program will be, whose callbacks the platforms know
 * @returns {Promise<import('../../test/support/platforms/platform.ts').Platform[]>}
 */
export async function startPlatforms(publicUrl) {
  const platforms = await Promise.all(PLATFORM_NAMES.map((name) => startPlatform(name, { publicUrl })));
  for (const { users } of platforms) for (const login of PEOPLE) users.add({ login });
  return platforms;
}

/** @returns {Record<string, string>} what leads the program to them; at Discord people can also sign in to prove a link */
export function environmentOf(platforms) {
  const signIns = platforms.filter(({ platform }) => platform === 'discord');
  return Object.assign(
    {},
    ...platforms.map((platform) => platform.environment()),
    ...signIns.map((platform) => platform.signInEnvironment()),
  );
}
