const SHORTENINGS = [
  // Service keys and the like: enough to tell two apart.
  [/(us_(?:svc|sys|pat|bot)_\w{6})\w+/g, '$1…'],
  // Access tokens (JWTs).
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, 'eyJ…'],
  // Link tokens and refresh tokens.
  [/\b([\w-]{6})[\w-]{37,}\b/g, '$1…'],
  [/("(?:password|current_password|refresh_token)":)"[^"]*"/g, '$1"…"'],
];

const MAX_LENGTH = 400;

/** What may be printed of a line: secrets lose their end, long lines too. */
export function shortened(line) {
  const safe = SHORTENINGS.reduce((text, [pattern, by]) => text.replace(pattern, by), line);
  return safe.length > MAX_LENGTH ? `${safe.slice(0, MAX_LENGTH)}…` : safe;
}
