import type { ExecutionContext } from '@nestjs/common';

/**
 * What a decorator (`SetMetadata`) noted about a route. Nest's Reflector walks the prototypes each time it is asked; every request passes
 * every guard, so here each route is asked about once.
 */
export class RouteNote<Note> {
  private readonly known = new WeakMap<object, { readonly note: Note | undefined }>();

  constructor(private readonly key: string | symbol) {}

  of(context: ExecutionContext): Note | undefined {
    const handler = context.getHandler();
    let entry = this.known.get(handler);
    if (!entry) {
      entry = { note: Reflect.getMetadata(this.key, handler) as Note | undefined };
      this.known.set(handler, entry);
    }
    return entry.note;
  }
}
