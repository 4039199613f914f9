/** RFC 3339, and what is left out read as zero: a day begins at midnight, and without an offset it is UTC. */
const TIME =
  /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:T((?:[01]\d|2[0-3]):[0-5]\d)(:[0-5]\d(?:\.\d{1,9})?)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?)?$/;

/** The moment that a text names; null when it names none. What JavaScript makes of a time without an offset depends on where it runs. */
export function pointInTime(text: string): Date | null {
  const [, day, minutes = '00:00', seconds = ':00', offset = 'Z'] = TIME.exec(text) ?? [];
  // The 30th of February would else be read as a day in March.
  if (day === undefined || new Date(`${day}T00:00:00Z`).getUTCDate() !== Number(day.slice(-2))) return null;
  return new Date(`${day}T${minutes}${seconds}${offset}`);
}
