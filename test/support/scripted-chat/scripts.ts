/** One chunk of the UI message stream, as it goes over the wire. */
export type Frame = Readonly<Record<string, unknown>> & { readonly type: string };

const start: readonly Frame[] = [{ type: 'start', messageId: 'message-1' }, { type: 'start-step' }];

export const block = (id: string, ...deltas: readonly string[]): Frame[] => [
  { type: 'text-start', id },
  ...deltas.map((delta) => ({ type: 'text-delta', id, delta })),
  { type: 'text-end', id },
];

const finish = (finishReason: string): Frame[] => [{ type: 'finish-step' }, { type: 'finish', finishReason }];

const failed = (code: string, errorText: string): Frame[] => [
  { type: 'finish-step' },
  { type: 'data-error', data: { code, retryable: true, retryAfterMs: null, turnId: 'turn' } },
  { type: 'error', errorText },
  { type: 'finish', finishReason: 'error' },
];

/** Every way in which a turn may go, as the contract writes it: the subset that all clients accept. */
export const SCRIPTS = {
  text: [...start, ...block('t1', 'Hello, ', 'wörld 🙂', '!\n', 'Second line.'), ...finish('stop')],
  'two steps': [
    ...start,
    ...block('t1', 'First.'),
    { type: 'finish-step' },
    { type: 'start-step' },
    ...block('t2', 'Second.'),
    ...finish('stop'),
  ],
  reasoning: [
    ...start,
    { type: 'reasoning-start', id: 'r1' },
    { type: 'reasoning-delta', id: 'r1', delta: 'Let me think.' },
    { type: 'reasoning-end', id: 'r1' },
    ...block('t1', 'Done.'),
    ...finish('stop'),
  ],
  tools: [
    ...start,
    { type: 'tool-input-available', toolCallId: 'c1', toolName: 'weather', input: { city: 'Paris' } },
    { type: 'tool-output-available', toolCallId: 'c1', output: { celsius: 20 } },
    { type: 'tool-input-available', toolCallId: 'c2', toolName: 'weather', input: { city: 'Atlantis' } },
    { type: 'tool-output-error', toolCallId: 'c2', errorText: 'No such city' },
    { type: 'finish-step' },
    { type: 'start-step' },
    ...block('t1', 'It is 20 degrees.'),
    ...finish('stop'),
  ],
  queued: [
    { type: 'data-status', data: { state: 'queued', position: 1 }, transient: true },
    ...start,
    ...block('t1', 'At last.'),
    ...finish('stop'),
  ],
  'cut by length': [...start, ...block('t1', 'And so on and'), ...finish('length')],
  error: [
    ...start,
    ...block('t1', 'Half an '),
    ...failed('upstream_timeout', 'The assistant took too long to answer.'),
  ],
  'error at once': [...start, ...failed('upstream_refused', 'The assistant did not accept this request.')],
  cancelled: [
    ...start,
    ...block('t1', 'Half an '),
    { type: 'finish-step' },
    { type: 'abort' },
    { type: 'finish', finishReason: 'other' },
  ],
  interrupted: [...start, ...block('t1', 'Half an '), ...failed('interrupted', 'The answer was interrupted.')],
} satisfies Record<string, readonly Frame[]>;

export type ScriptName = keyof typeof SCRIPTS;

/** A long answer of many small deltas, some of them of more than one byte a character. */
export function longScript(words: number): Frame[] {
  const deltas = Array.from({ length: words }, (_, index) => `wörd-${index} 🙂 `);
  return [...start, ...block('t1', ...deltas), ...finish('stop')];
}
