import { LINK_PLATFORMS, platformName } from '../../app/platforms';
import type { LinkInfo } from './link-state';

const LEFT = 'understudy.link';

/** The link that the person left this page for, to sign in at its platform. */
interface Left {
  readonly token: string;
  readonly info: LinkInfo;
}

/** What a browser comes back with. */
export interface WayBack {
  /** As the address says it; whether something is linked is asked of the server. */
  readonly result: string;
  readonly platform: string;
  /** null: it comes back in another tab than it left from. */
  readonly left: Left | null;
}

/** The address it comes back to does not hold the token, which platforms must not see: this tab remembers it. */
export function leaveFor(url: string, left: Left): void {
  sessionStorage.setItem(LEFT, JSON.stringify(left));
  location.assign(url);
}

/** null: nobody comes back. */
export function wayBack(): WayBack | null {
  const query = new URLSearchParams(location.search);
  const [result, asked] = [query.get('result'), query.get('platform')];
  const platform = LINK_PLATFORMS.find((one) => one === asked);
  if (!result || !platform) return null;
  const left = sessionStorage.getItem(LEFT);
  return { result, platform: platformName(platform), left: left === null ? null : (JSON.parse(left) as Left) };
}

export const forgetLeft = (): void => sessionStorage.removeItem(LEFT);

type Words = (platform: string) => string;

const again: Words = () => 'It took too long, was done already, or began in another browser. Nothing was linked.';

const WORDS: Readonly<Record<string, Words>> = {
  link_proof_other_account: (platform) =>
    `You signed in at ${platform} as somebody else, so nothing was linked. Sign in there with the account below. If it is not yours, decline.`,
  connect_denied: (platform) => `You did not allow it at ${platform}. Nothing was linked.`,
  connect_state_invalid: again,
  connect_code_refused: again,
  platform_unavailable: (platform) =>
    `${platform} cannot be reached right now. Nothing was linked; try again in a while.`,
  platform_refused: (platform) =>
    `${platform} refused to say who you are. Nothing was linked. If it does so again, tell whoever runs this server.`,
  proof_mode_unavailable: (platform) =>
    `Signing in at ${platform} is not set up any more. Nothing was linked. Tell whoever runs this server.`,
};

/** Why nothing was linked; words of the page alone, whatever stands in the address. */
export const whyNotLinked = ({ result, platform }: WayBack): string =>
  (WORDS[result] ?? (() => 'Something went wrong. Nothing was linked.'))(platform);
