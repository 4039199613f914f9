import { CLIENTS, type Heard } from './library.js';

/** What one version of the AI SDK says about a stream. */
export interface Verdict extends Heard {
  readonly client: string;
  /** Every frame was taken, and no more went wrong than what the stream itself tells. */
  readonly accepted: boolean;
  /** What came over the wire. */
  readonly frames: readonly { readonly type: string; readonly errorText?: string }[];
}

/**
 * Has the default transport of every supported version read a stream, and says what each makes of it. `ask` is called once for each, and
 * answers as the route does: 200 with a stream, or 204 when nothing runs (only for `resume`).
 */
export async function readByEveryClient(
  ask: () => Promise<Response>,
  how: 'send' | 'resume' = 'send',
): Promise<(Verdict | null)[]> {
  const verdicts: (Verdict | null)[] = [];
  for (const [client, read] of Object.entries(CLIENTS)) {
    let wire: Promise<string> = Promise.resolve('');
    const heard = await read(how, async () => {
      const response = await ask();
      if (response.body === null) return response;
      const [forClient, forUs] = response.body.tee();
      wire = new Response(forUs).text();
      return new Response(forClient, { status: response.status, headers: response.headers });
    });
    verdicts.push(heard === null ? null : judge(client, heard, framesOf(await wire)));
  }
  return verdicts;
}

/** In words, for `expect(await refusals(ask)).toEqual([])`. */
export async function refusals(ask: () => Promise<Response>, how: 'send' | 'resume' = 'send'): Promise<string[]> {
  const verdicts = await readByEveryClient(ask, how);
  return verdicts.flatMap((verdict) => {
    if (verdict === null) return ['there was no stream'];
    const { client, accepted, chunks, frames, errors } = verdict;
    return accepted ? [] : [`${client} took ${chunks.length} of ${frames.length} frames: ${errors.join('; ')}`];
  });
}

function judge(client: string, heard: Heard, frames: Verdict['frames']): Verdict {
  const told = frames.flatMap(({ errorText }) => errorText ?? []);
  const accepted = heard.chunks.length === frames.length && heard.errors.every((error) => told.includes(error));
  return { client, accepted, frames, ...heard };
}

function framesOf(wire: string): Verdict['frames'] {
  const data = wire.split('\n').flatMap((line) => (line.startsWith('data: ') ? [line.slice('data: '.length)] : []));
  return data.filter((text) => text !== '[DONE]').map((text) => JSON.parse(text) as Verdict['frames'][number]);
}
