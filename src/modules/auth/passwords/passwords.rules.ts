import { COMMON_PASSWORDS, COMMON_WORDS } from './common-passwords.js';

/** What a person is known by; a password made of it is the first that is tried. */
export interface KnownNames {
  readonly username: string;
  readonly email: string;
}

const PASSWORDS = new Set(COMMON_PASSWORDS);
const WORDS = new Set(COMMON_WORDS);

/** Rows of keyboards, the alphabet and the digits: runs along them, either way, are sequences. */
const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qazwsxedcrfvtgbyhnujmikolp',
];

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Names shorter than this are part of many good passwords. */
const SHORTEST_NAME = 4;

/** How many characters of its own a password must have beside a name it contains. */
const OWN_CHARACTERS = 8;

/** Would this password be among the first ones tried? */
export function isCommonPassword(password: string, names: KnownNames): boolean {
  const text = password.normalize('NFKC').toLowerCase();
  return (
    PASSWORDS.has(text) || isRepetitive(text) || isSequence(text) || isWordAndDigits(text) || isMadeOfNames(text, names)
  );
}

/** Three different characters at most, or one piece said again and again (`abcabcabcabc`). */
function isRepetitive(text: string): boolean {
  if (new Set(text).size <= 3) return true;
  for (let length = 1; length <= Math.min(6, text.length / 2); length++) {
    if (
      text ===
      text
        .slice(0, length)
        .repeat(Math.ceil(text.length / length))
        .slice(0, text.length)
    )
      return true;
  }
  return false;
}

/** Nothing but runs of four and more along a keyboard row, the alphabet or the digits. */
function isSequence(text: string): boolean {
  let rest = text;
  while (rest.length > 0) {
    const run = longestRun(rest);
    if (run < 4 && run < rest.length) return false;
    if (rest === text && run < 4) return false;
    rest = rest.slice(run);
  }
  return true;
}

function longestRun(text: string): number {
  const lines = RUNS.flatMap((line) => [line + line, [...(line + line)].reverse().join('')]);
  let length = 1;
  while (length < text.length && lines.some((line) => line.includes(text.slice(0, length + 1)))) length++;
  return length;
}

/** One very common word, said once or more, with digits and signs around it (`Passw0rd2024!!`). */
function isWordAndDigits(text: string): boolean {
  return [lettersOf(text), lettersOf(unleet(trimSigns(text)))].some(
    (letters) => letters !== '' && madeOf(letters, WORDS),
  );
}

const lettersOf = (text: string): string => text.replace(/\P{L}/gu, '');

/** Leading and trailing digits and signs are decoration, not letters in disguise. */
const trimSigns = (text: string): string => text.replace(/^\P{L}+|\P{L}+$/gu, '');

const unleet = (text: string): string => [...text].map((character) => LEET[character] ?? character).join('');

/** A single word of the set, or the same one repeated. */
function madeOf(letters: string, words: ReadonlySet<string>): boolean {
  if (words.has(letters)) return true;
  for (let parts = 2; parts <= 4; parts++) {
    if (letters.length % parts !== 0) continue;
    const word = letters.slice(0, letters.length / parts);
    if (words.has(word) && word.repeat(parts) === letters) return true;
  }
  return false;
}

function isMadeOfNames(text: string, { username, email }: KnownNames): boolean {
  const folded = email.toLowerCase();
  return [username.toLowerCase(), folded, folded.split('@', 1)[0] ?? '']
    .filter((name) => name.length >= SHORTEST_NAME && text.includes(name))
    .some((name) => text.replaceAll(name, '').length < OWN_CHARACTERS);
}
