import { estimateTokens, estimateUsage } from './token-estimate.rules.js';

describe('an estimate of tokens', () => {
  it.each([
    ['', 0],
    ['four', 1],
    ['fours', 2],
    ['日本語の文', 4],
    ['🙂', 1],
  ])('of %j is %d', (text, tokens) => {
    expect(estimateTokens(text)).toBe(tokens);
  });

  it('counts every message of the conversation, and says that it is one', () => {
    const messages = [
      { role: 'user', text: 'four' },
      { role: 'assistant', text: 'eight ch' },
    ] as const;
    expect(estimateUsage(messages, 9)).toEqual({ inputTokens: 11, outputTokens: 9, estimated: true });
  });
});
