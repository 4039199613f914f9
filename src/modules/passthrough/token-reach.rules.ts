import type { PassthroughRule } from '../../common/access/passthrough-rules.js';
import type { BotPlatform } from '../../common/platforms.js';

export interface PlatformRequest {
  readonly platform: BotPlatform;
  readonly method: string;
  /** Below the platform's API, without leading slash and query (see Target). */
  readonly resource: string;
}

/** May a token with these rules make this call? Without rules (null) it may make every one. */
export function isWithinReach(rules: readonly PassthroughRule[] | null, request: PlatformRequest): boolean {
  return rules === null || rules.some((rule) => allows(rule, request));
}

function allows(rule: PassthroughRule, { platform, method, resource }: PlatformRequest): boolean {
  if (rule.platform !== platform) return false;
  const asked = method === 'HEAD' && !rule.methods.includes('HEAD') ? 'GET' : method;
  if (!rule.methods.some((one) => one === asked)) return false;
  const segments = resource.split('/');
  return rule.paths.some((path) => matches(path.split('/'), segments));
}

/** Segment by segment, on the path as it is sent: what is percent-encoded matches no plain word, so it is refused, not let through. */
function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  const open = pattern.at(-1) === '**';
  const fixed = open ? pattern.slice(0, -1) : pattern;
  if (open ? segments.length <= fixed.length : segments.length !== fixed.length) return false;
  return fixed.every((part, i) => (part === '*' ? segments[i] !== '' : part === segments[i]));
}
