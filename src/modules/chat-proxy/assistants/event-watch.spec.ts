import { EventWatch } from './event-watch.js';

/** What each piece shows, and whether all was over at the end. */
function watch(...pieces: string[]): { readonly heard: boolean[]; readonly over: boolean } {
  const eye = new EventWatch();
  const heard = pieces.map((piece) => eye.sees(Buffer.from(piece)));
  return { heard, over: eye.over };
}

describe('events that are watched', () => {
  it.each<[string, string[], boolean[], boolean]>([
    ['an event', ['data: {}\n\n'], [true], false],
    ['a comment', [': ping\n\n'], [false], false],
    ['a comment that looks like an event', [': data: {}\n\n'], [false], false],
    ['an event in two pieces', ['da', 'ta: {}\n\n'], [false, true], false],
    ['an event behind a comment', [': ping\n\ndata: {}\n\n'], [true], false],
    ['the end', ['data: [DONE]\n\n'], [true], true],
    ['the end in pieces', ['data: {}\n\ndata: [DO', 'NE]', '\n\n'], [true, true, true], true],
    ['the end with other line ends', ['data:[DONE]\r\n\r\n'], [true], true],
    ['words of an answer that are those of the end', ['data: {"t":"data: [DONE]\\n"}\n\n'], [true], false],
  ])('%s', (_what, pieces, heard, over) => {
    expect(watch(...pieces)).toEqual({ heard, over });
  });

  it('may be many, but each must end', () => {
    const eye = new EventWatch();
    const see = (piece: string): void => {
      for (let i = 0; i < 80; i++) eye.sees(Buffer.from(piece));
    };
    see(`data: ${'x'.repeat(64 * 1024)}\n\n`);
    expect(() => see('x'.repeat(64 * 1024))).toThrow('endless');
  });
});
