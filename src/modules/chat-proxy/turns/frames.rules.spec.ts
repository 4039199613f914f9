import type { AssistantChunk } from '../assistants/assistant.js';
import {
  AnswerComposer,
  BrokenAnswer,
  mergedDelta,
  rebuiltFrames,
  type AnswerEnd,
  type Frame,
} from './frames.rules.js';

const END: AnswerEnd = { turnId: 't', state: 'completed', finishReason: 'stop', error: null };
const text = (id: string, delta: string): AssistantChunk[] => [
  { type: 'text-start', id },
  { type: 'text-delta', id, delta },
  { type: 'text-end', id },
];

function composed(chunks: readonly AssistantChunk[], end = END): Frame[] {
  const composer = new AnswerComposer('m');
  return [...composer.begin(), ...chunks.flatMap((chunk) => composer.framesOf(chunk)), ...composer.framesOfEnd(end)];
}
const types = (frames: readonly Frame[]): string[] => frames.map(({ type }) => type);

describe('an answer in frames', () => {
  it('begins once, has a step, and ends once', () => {
    expect(types(composed(text('a', 'hi')))).toEqual([
      'start',
      'start-step',
      'text-start',
      'text-delta',
      'text-end',
      'finish-step',
      'finish',
    ]);
  });

  it('gives each text a step of its own', () => {
    const frames = types(composed([...text('a', 'one'), ...text('b', 'two')]));
    expect(frames.filter((type) => type === 'start-step')).toHaveLength(2);
    expect(frames.indexOf('finish-step')).toBeLessThan(frames.lastIndexOf('start-step'));
  });

  it('keeps tools and reasoning in the step of their text, and only members that every client knows', () => {
    const frames = composed([
      { type: 'reasoning-start', id: 'r' },
      { type: 'reasoning-delta', id: 'r', delta: 'hm' },
      { type: 'reasoning-end', id: 'r' },
      { type: 'tool-input-available', toolCallId: 'c', toolName: 'n', input: { a: 1 } },
      { type: 'tool-output-available', toolCallId: 'c', output: 2 },
      ...text('a', 'hi'),
    ]);
    expect(types(frames).filter((type) => type === 'start-step')).toHaveLength(1);
    expect(frames).toContainEqual({ type: 'tool-input-available', toolCallId: 'c', toolName: 'n', input: { a: 1 } });
    expect(frames).toContainEqual({ type: 'tool-output-available', toolCallId: 'c', output: 2 });
  });

  it('closes what is open before it says that it failed, with a reason and words', () => {
    const error = { code: 'upstream_timeout', retryable: true, text: 'too long' };
    const frames = composed([{ type: 'text-start', id: 'a' }], {
      ...END,
      state: 'failed',
      finishReason: 'error',
      error,
    });
    expect(types(frames).slice(3)).toEqual(['text-end', 'finish-step', 'data-error', 'error', 'finish']);
    expect(frames.at(-3)).toEqual({
      type: 'data-error',
      data: { code: 'upstream_timeout', retryable: true, turnId: 't' },
      transient: true,
    });
    expect(frames.at(-2)).toEqual({ type: 'error', errorText: 'too long' });
  });

  it('ends properly also when it never began', () => {
    expect(types(new AnswerComposer('m').framesOfEnd({ ...END, state: 'cancelled' }))).toEqual([
      'start',
      'abort',
      'finish',
    ]);
  });

  it('can be ended by somebody who knows nothing but its frames, wherever they stop', () => {
    const whole = composed([...text('a', 'one'), ...text('b', 'two')]);
    for (let stop = 0; stop < whole.length; stop++) {
      const frames = whole.slice(0, stop);
      const ended = types([...frames, ...AnswerComposer.after('m', frames).framesOfEnd(END)]);
      const count = (type: string): number => ended.filter((one) => one === type).length;
      expect([count('start'), count('finish')]).toEqual([
        1,
        1 + types(frames).filter((type) => type === 'finish').length,
      ]);
      expect(count('text-start')).toBe(count('text-end'));
      expect(count('start-step')).toBe(count('finish-step'));
    }
  });

  it('is read as the texts of its steps', () => {
    const composer = new AnswerComposer('m');
    for (const chunk of [...text('a', 'one'), ...text('b', 'two')]) composer.framesOf(chunk);
    expect(composer.text).toBe('one\n\ntwo');
  });

  it.each<[string, AssistantChunk[]]>([
    ['a delta of a part that was not begun', [{ type: 'text-delta', id: 'a', delta: 'x' }]],
    [
      'a part that is begun twice',
      [
        { type: 'text-start', id: 'a' },
        { type: 'text-start', id: 'a' },
      ],
    ],
    [
      'a text that goes on as reasoning',
      [
        { type: 'text-start', id: 'a' },
        { type: 'reasoning-end', id: 'a' },
      ],
    ],
  ])('is broken by %s', (_, chunks) => {
    expect(() => composed(chunks)).toThrow(BrokenAnswer);
  });
});

describe('two deltas', () => {
  it('become one when they belong to one part', () => {
    const one = { type: 'text-delta', id: 'a', delta: 'on' };
    expect(mergedDelta(one, { ...one, delta: 'e' })).toEqual({ ...one, delta: 'one' });
    expect(mergedDelta(one, { ...one, id: 'b' })).toBeNull();
    expect(mergedDelta(one, { ...one, type: 'reasoning-delta' })).toBeNull();
    expect(mergedDelta({ type: 'text-end', id: 'a' }, { type: 'text-end', id: 'a' })).toBeNull();
  });
});

describe('an answer whose log is gone', () => {
  it('is told from its text, or only begun when there is none', () => {
    expect(types(rebuiltFrames('m', 'hi'))).toEqual(types(composed(text('a', 'hi')).slice(0, -1)));
    expect(types(rebuiltFrames('m', ''))).toEqual(['start']);
  });
});
