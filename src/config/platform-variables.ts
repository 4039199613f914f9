import { IsOptional, IsUrl, MinLength } from 'class-validator';
import { SERVER_URL } from './env.js';
import { Variable } from './variable.js';

const ADDRESS = { ...SERVER_URL, protocols: ['http', 'https'] };

/** Variables that there are once for each of several platforms. All are unset by default. */
export interface PlatformVariables {
  /** What their names begin with. */
  readonly prefix: string;
  readonly platforms: readonly string[];
  /** The end of a variable's name, its meaning. */
  readonly endings: Readonly<Record<string, string>>;
}

/** Describes and checks all of them in one go, as decorators of the class would. */
export function describePlatformVariables(target: object, { prefix, platforms, endings }: PlatformVariables): void {
  for (const [ending, meaning] of Object.entries(endings)) {
    for (const platform of platforms) {
      const name = `${prefix}_${platform.toUpperCase()}_${ending}`;
      const secret = ending === 'CLIENT_SECRET';
      Variable(meaning, null, { secret, listedAs: `${prefix}_<PLATFORM>_${ending}` })(target, name);
      IsOptional()(target, name);
      const check = ending.endsWith('_URL') ? IsUrl(ADDRESS) : MinLength(1);
      check(target, name);
    }
  }
}
