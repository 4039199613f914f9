/** What a sign-in with an outside provider may have ended with, by its code in the address. */
const PROBLEMS: Readonly<Record<string, string>> = {
  sign_in_expired: 'This sign-in took too long, or began in another browser. Please start again.',
  sign_in_refused: 'Your organisation did not sign you in.',
  credentials_rejected: 'Your organisation knows you, but you may not sign in here.',
  account_is_bot: 'Bots cannot sign in. A program uses a bot by its API token.',
  registration_disabled: 'Nobody new can join here at the moment. Ask an administrator.',
  identity_provider_unavailable: 'Your organisation’s sign-in cannot be reached right now. Please try again.',
};

/** Only codes that are known are said, so that nobody can put words on this page by a link. */
export function outsideProblem(code: string | null): string | null {
  if (code === null) return null;
  return PROBLEMS[code] ?? 'Signing in did not work. Please try again.';
}
