/** A chunk of the AI SDK UI message stream. */
export interface Chunk {
  readonly type: string;
  readonly [member: string]: unknown;
}

export interface StreamEvent {
  readonly id: string | null;
  /** null for `[DONE]`. */
  readonly chunk: Chunk | null;
}

/** A stream of events as a bot service reads it. Reads only when it is asked to. */
export class EventStream {
  readonly events: StreamEvent[] = [];
  readonly comments: string[] = [];
  private rest = '';

  private constructor(
    readonly response: Response,
    private readonly reader: ReadableStreamDefaultReader<Uint8Array> | null,
    private readonly abort: AbortController,
  ) {}

  static async open(url: string, init: RequestInit = {}): Promise<EventStream> {
    const abort = new AbortController();
    const response = await fetch(url, { ...init, signal: abort.signal });
    const streams = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
    return new EventStream(response, streams ? (response.body?.getReader() ?? null) : null, abort);
  }

  get status(): number {
    return this.response.status;
  }

  header(name: string): string {
    return this.response.headers.get(name) ?? '';
  }

  get chunks(): Chunk[] {
    return this.events.flatMap(({ chunk }) => chunk ?? []);
  }

  get text(): string {
    return this.chunks.map(({ type, delta }) => (type === 'text-delta' ? String(delta) : '')).join('');
  }

  get types(): string[] {
    return this.chunks.map(({ type }) => type);
  }

  /** It said that it is over, which is more than being cut. */
  get done(): boolean {
    return this.events.some(({ chunk }) => chunk === null);
  }

  /** The last place a client could come back to. */
  get lastId(): string | null {
    return this.events.findLast(({ id }) => id !== null)?.id ?? null;
  }

  /** Reads until something is so, or the stream ends. @returns itself */
  async until(so: (stream: EventStream) => boolean): Promise<this> {
    while (this.reader && !so(this)) {
      const read = await this.reader.read().catch(() => ({ done: true, value: undefined }));
      if (read.done || !read.value) break;
      this.take(Buffer.from(read.value).toString('utf8'));
    }
    return this;
  }

  end(): Promise<this> {
    return this.until(() => false);
  }

  /** Leaves without a word. */
  leave(): void {
    this.abort.abort();
  }

  async problem(): Promise<{ readonly code: string }> {
    return (await this.response.json()) as { code: string };
  }

  private take(text: string): void {
    const blocks = (this.rest + text).split('\n\n');
    this.rest = blocks.pop() ?? '';
    for (const block of blocks) this.takeBlock(block.split('\n'));
  }

  private takeBlock(lines: readonly string[]): void {
    this.comments.push(...lines.filter((line) => line.startsWith(':')));
    const data = lines.find((line) => line.startsWith('data: '))?.slice('data: '.length);
    if (data === undefined) return;
    const id = lines.find((line) => line.startsWith('id: '))?.slice('id: '.length) ?? null;
    this.events.push({ id, chunk: data === '[DONE]' ? null : (JSON.parse(data) as Chunk) });
  }
}
