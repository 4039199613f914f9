import { backOffMs, fairShare, judgeLogin, oneLine } from './chat.rules.js';

describe('a line for the chat', () => {
  it.each([
    ['hello', 'hello'],
    ['hello\r\nPART #ada', 'hello PART #ada'],
    ['a\rb\nc\0d', 'a b c d'],
    ['trailing \n', 'trailing'],
  ])('of %j is %j', (text, line) => {
    expect(oneLine(text)).toBe(line);
  });
});

describe('the wait before another attempt', () => {
  it('doubles, is spread, and has an end', () => {
    expect([1, 2, 3, 4].map((failures) => backOffMs(failures, 1))).toEqual([250, 500, 1_000, 2_000]);
    expect(backOffMs(3, 0)).toBe(500);
    expect([9, 50, 5_000].map((failures) => backOffMs(failures, 1))).toEqual([60_000, 60_000, 60_000]);
  });
});

describe('the share of a worker', () => {
  it.each([
    [10, 1, 10],
    [10, 3, 4],
    [2, 5, 1],
    [0, 2, 0],
    [7, 0, 7],
  ])('of %i channels among %i is %i', (channels, workers, share) => {
    expect(fairShare(channels, workers)).toBe(share);
  });
});

describe('what the chat says before it closes', () => {
  it.each([
    ['Login authentication failed', 'login_failed'],
    ['Improperly formatted auth', 'login_failed'],
    ['Login unsuccessful', 'login_failed'],
    ['Server is restarting', null],
  ])('%s', (notice, verdict) => {
    expect(judgeLogin(notice)).toBe(verdict);
  });
});
