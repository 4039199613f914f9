export interface Wanted {
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent as it is. */
  readonly body?: unknown;
}

export interface Recorded {
  readonly call: string;
  readonly status: number;
  readonly headers: string;
  readonly text: string;
}

/** Calls a program and keeps all that it answered. */
export class Recorder {
  readonly answers: Recorded[] = [];

  constructor(readonly url: string) {}

  async send(method: string, path: string, { headers = {}, body }: Wanted = {}): Promise<Recorded> {
    const isText = typeof body === 'string';
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
      redirect: 'manual',
    });
    const text = await response.text();
    const shown = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
    const answer = { call: `${method} ${path.split('?')[0] ?? ''}`, status: response.status, headers: shown, text };
    this.answers.push(answer);
    return answer;
  }

  /** The same, for an answer that must be a success and a JSON object. */
  async expectBody(method: string, path: string, wanted: Wanted = {}): Promise<Readonly<Record<string, string>>> {
    const { status, text } = await this.send(method, path, wanted);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return (text === '' ? {} : JSON.parse(text)) as Record<string, string>;
  }

  /** Everything about answers that refuse something. */
  refusals(): Recorded[] {
    return this.answers.filter(({ status }) => status >= 400);
  }
}
