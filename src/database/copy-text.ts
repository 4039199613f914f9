/** What COPY's text format would read otherwise, what UTF-8 has no bytes for, and U+0000, which PostgreSQL cannot hold. */
const SPECIAL = /[\\\t\n\r\u0000\ud800-\udfff]/;

const WRITTEN: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\u0000': '\ufffd',
};

/** In the JSON of JSON.stringify: an escape. Surrogates are escaped when they are alone, and only then. */
const JSON_ESCAPES = /\\(?:u0000|ud[89a-f][0-9a-f]{2}|.)/g;

/** One value of a row (PostgreSQL manual, "COPY", "Text Format"). What no text of PostgreSQL can hold is replaced by U+FFFD. */
export function copyText(value: string | null): string {
  if (value === null) return '\\N';
  return SPECIAL.test(value) ? escaped(value) : value;
}

/** The JSON of JSON.stringify as one value of a row. */
export function copyJson(json: string): string {
  // It has no line feeds or tabs, and what is escaped in it is rare.
  return json.includes('\\') ? escaped(json.replace(JSON_ESCAPES, storable)) : json;
}

const escaped = (value: string): string =>
  value.toWellFormed().replace(/[\\\t\n\r\u0000]/g, (character) => WRITTEN[character] ?? character);

const storable = (escape: string): string => (escape.length > 2 ? '\ufffd' : escape);
