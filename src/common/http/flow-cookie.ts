import { parse, serialize } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { flowSecret, isFlowSecret } from '../crypto/flow-secrets.js';

/**
 * What a browser that was sent elsewhere is recognised by when it comes back: a code that somebody else was given does nothing for it.
 * Lax, as it comes back from another site; over https under a name that no neighbouring host can set (`__Host-`).
 */
export abstract class FlowCookie {
  private readonly secure: boolean;
  private readonly name: string;

  constructor(
    publicUrl: string,
    name: string,
    private readonly seconds: number,
  ) {
    this.secure = publicUrl.startsWith('https:');
    this.name = this.secure ? `__Host-${name}` : name;
  }

  read(request: FastifyRequest): string | null {
    return parse(request.headers.cookie ?? '')[this.name] ?? null;
  }

  /** What the browser is recognised by, or shall be: several flows may be under way in one browser. Not sent yet, see `set`. */
  recognise(request: FastifyRequest): string {
    const known = this.read(request);
    return isFlowSecret(known) ? known : flowSecret();
  }

  set(reply: FastifyReply, value: string): void {
    this.write(reply, value, this.seconds);
  }

  clear(reply: FastifyReply): void {
    this.write(reply, '', 0);
  }

  private write(reply: FastifyReply, value: string, maxAge: number): void {
    const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure: this.secure, maxAge } as const;
    void reply.header('set-cookie', serialize(this.name, value, attributes));
  }
}
