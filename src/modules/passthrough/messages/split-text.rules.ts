const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Characters as platforms count them: code points. */
export const lengthOf = (text: string): number => Array.from(text).length;

/**
 * Cuts a text into parts of at most `max` code points, between words where there are any in the second half of a part, else between
 * graphemes, so that no emoji falls apart (unless it alone is longer than a part). Spaces at a cut are dropped.
 */
export function splitText(text: string, max: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (lengthOf(rest) > max) {
    const head = headOf(rest, max);
    const space = Math.max(head.lastIndexOf(' '), head.lastIndexOf('\n'));
    // Where the next character is a space, the head ends with a whole word.
    const cut = /^\s/.test(rest.slice(head.length)) || space <= head.length / 2 ? head.length : space;
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
}

/** The longest beginning of whole graphemes that fits. */
function headOf(text: string, max: number): string {
  // A grapheme is rarely more than a few code points, so the beginning holds all that can fit.
  const window = Array.from(text.slice(0, max * 2)).slice(0, max + 1);
  const graphemes = Array.from(GRAPHEMES.segment(window.join('')), ({ segment }) => segment);
  let head = '';
  let length = 0;
  for (const grapheme of graphemes) {
    length += lengthOf(grapheme);
    if (length > max) break;
    head += grapheme;
  }
  return head === '' ? window.slice(0, max).join('') : head;
}
