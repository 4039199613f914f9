const DAY_SECONDS = 86_400;

/** A login that is not refreshed ends after this; a refreshed one lives on, up to the total. */
export const LOGIN_IDLE_SECONDS = 30 * DAY_SECONDS;
export const LOGIN_TOTAL_SECONDS = 90 * DAY_SECONDS;

/** How long ended logins are kept, for the reuse of their refresh tokens to be recognised. */
export const LOGIN_KEPT_SECONDS = 7 * DAY_SECONDS;

/** The login as it may be written down: enough for its owner to recognise it, too little to learn an address. */
export function maskedLogin(login: string): string {
  const [name = '', domain] = login.split('@', 2);
  const masked = `${first(name, 2)}…`;
  return domain === undefined ? masked : `${masked}@${first(domain, 1)}…`;
}

/** Whole characters: half of one cannot be stored. */
const first = (text: string, count: number): string => [...text].slice(0, count).join('');
