import { actingAs, readOnBehalfOf } from './on-behalf-of.rules.js';

describe('readOnBehalfOf', () => {
  it.each([
    [[], { kind: 'absent' }],
    [['Accept', 'x'], { kind: 'absent' }],
    [['X-On-Behalf-Of', 'TechyDroid'], { kind: 'named', name: 'techydroid' }],
    [['x-tau-on-behalf-of', ' bot-helper '], { kind: 'named', name: 'bot-helper' }],
    [['X-On-Behalf-Of', 'a', 'X-Tau-On-Behalf-Of', 'A'], { kind: 'named', name: 'a' }],
    [
      ['X-ON-BEHALF-OF', '0199C8A0-7B1E-7CC3-8F5E-3C9A1D2B4E6F'],
      { kind: 'named', name: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f' },
    ],
    [['X-On-Behalf-Of', Buffer.from('@Zoë').toString('latin1')], { kind: 'named', name: '@zoë' }],
  ])('%j', (raw, read) => {
    expect(readOnBehalfOf(raw)).toEqual(read);
  });

  it.each([
    [['X-On-Behalf-Of', 'a', 'x-on-behalf-of', 'a']],
    [['X-On-Behalf-Of', 'a', 'x-on-behalf-of', 'b']],
    [['X-On-Behalf-Of', '', 'x-on-behalf-of', '']],
    [['X-Tau-On-Behalf-Of', 'a', 'x-tau-on-behalf-of', 'b']],
    [['X-On-Behalf-Of', 'a', 'X-Tau-On-Behalf-Of', 'b']],
    [['X-On-Behalf-Of', 'a', 'X-Tau-On-Behalf-Of', '']],
    [['X-On-Behalf-Of', '', 'X-Tau-On-Behalf-Of', 'a']],
    [['X-On-Behalf-Of', 'a', 'X-Tau-On-Behalf-Of', 'a', 'x-on-behalf-of', 'a']],
    [['X-On-Behalf-Of', '']],
    [['X-On-Behalf-Of', '  ']],
    [['X-On-Behalf-Of', 'a,b']],
    [['X-On-Behalf-Of', 'a, a']],
    [['X-On-Behalf-Of', 'a;q=1']],
    [['X-On-Behalf-Of', '"a"']],
    [['X-On-Behalf-Of', 'a b']],
    [['X-On-Behalf-Of', 'a\tb']],
    [['X-On-Behalf-Of', 'a\r\n b']],
    [['X-On-Behalf-Of', 'a\0']],
    [['X-On-Behalf-Of', 'a\u0085']],
    [['X-On-Behalf-Of', 'x'.repeat(101)]],
  ])('%j is refused', (raw) => {
    expect(readOnBehalfOf(raw)).toMatchObject({ kind: 'invalid' });
  });
});

describe('actingAs', () => {
  it.each([
    ['techydroid', 'twitch:techydroid'],
    ['@mybot', 'twitch:@mybot'],
    ['My Bot', 'twitch:My%20Bot'],
    ['Zoë\r\nx: y', 'twitch:Zo%C3%AB%0D%0Ax:%20y'],
    ['100%', 'twitch:100%25'],
  ])('%j', (login, header) => {
    expect(actingAs('twitch', login)).toBe(header);
  });
});
