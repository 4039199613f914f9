import { ScriptedUnderstudy } from '../../../test/support/scripted-chat/scripted-understudy.js';
import { Understudy, type Patience, type UiChunk } from '../src/index.js';

export const ADA = { platform: 'DISCORD', platform_user_id: 'ada' } as const;
export const BOB = { platform: 'DISCORD', platform_user_id: 'bob' } as const;
export const KEY = 'us_svc_test';

/** Waits a test can wait for. */
export const HASTY: Partial<Patience> = {
  requestMs: 2_000,
  silenceMs: 200,
  firstDelayMs: 2,
  longestDelayMs: 20,
  giveUpMs: 400,
  linkPollMs: 5,
};

export interface Setting {
  readonly server: ScriptedUnderstudy;
  readonly client: Understudy;
}

export async function open(): Promise<Setting> {
  const server = await ScriptedUnderstudy.start();
  return { server, client: new Understudy({ url: `${server.url}/`, key: KEY, patience: HASTY }) };
}

/** Everything that is read, and what is thrown at the end of it. */
export async function readAll(
  chunks: AsyncIterable<UiChunk>,
): Promise<{ readonly chunks: UiChunk[]; readonly text: string; readonly thrown: unknown }> {
  const read: UiChunk[] = [];
  const textOf = (): string => read.map((chunk) => (chunk.type === 'text-delta' ? chunk.delta : '')).join('');
  try {
    for await (const chunk of chunks) read.push(chunk);
    return { chunks: read, text: textOf(), thrown: null };
  } catch (thrown) {
    return { chunks: read, text: textOf(), thrown };
  }
}
