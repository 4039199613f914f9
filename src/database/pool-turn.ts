/** Something that pg's own queries cannot do, once, on a connection of a pool. */
export abstract class PoolTurn {
  private over = false;

  /** @param callback how it ended: null when all went well. pg's client puts its time limit around it */
  constructor(public callback: (error: Error | null) => void) {}

  handleError(error: Error): void {
    this.end(error);
  }

  /** Once: a connection that breaks while it is given back has the client tell its last query again, and giving back twice ends the process. */
  protected end(error: Error | null): void {
    if (this.over) return;
    this.over = true;
    this.callback(error);
  }
}
