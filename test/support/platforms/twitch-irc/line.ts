/** A line of a client, as far as Twitch's chat is concerned. */
export interface Line {
  readonly tags: ReadonlyMap<string, string>;
  readonly command: string;
  /** The last one may hold spaces. */
  readonly parameters: readonly string[];
}

/** RFC 1459, 2.3.1, with the tags of IRCv3. */
export function parseLine(raw: string): Line {
  const [, tags = '', command = '', middle = '', trailing] =
    /^(?:@(\S+) +)?(?::\S+ +)?(\S+)((?: +[^: ]\S*)*)(?: +:(.*))?/s.exec(raw) ?? [];
  const pairs = tags
    .split(';')
    .filter(Boolean)
    .map((pair) => [pair.split('=')[0] ?? '', pair.split('=').slice(1).join('=')] as const);
  const parameters = middle.split(' ').filter(Boolean);
  if (trailing !== undefined) parameters.push(trailing);
  return { tags: new Map(pairs), command: command.toUpperCase(), parameters };
}

/** Tags in the order of their names, as Twitch sends them. */
export const tagged = (tags: Readonly<Record<string, string>>, line: string): string =>
  `@${Object.entries(tags)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${escaped(value)}`)
    .join(';')} ${line}`;

/** IRCv3 message tags, "Escaping values". */
const escaped = (value: string): string =>
  value.replace(
    /[\\; \r\n]/g,
    (sign) => ({ '\\': '\\\\', ';': '\\:', ' ': '\\s', '\r': '\\r', '\n': '\\n' })[sign] ?? sign,
  );
