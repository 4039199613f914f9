/**
 * Lets one thing of a person happen at a time on this replica. What the database's lock on the person would make wait holds a connection
 * while it waits; a crowd of people who each say several things at once would take all of them.
 */
export class PersonLine {
  private readonly last = new Map<string, Promise<unknown>>();

  /** Behind whatever the person has under way here, however that ends. */
  async run<T>(userId: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(userId) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.last.set(userId, mine);
    try {
      return await mine;
    } finally {
      if (this.last.get(userId) === mine) this.last.delete(userId);
    }
  }
}
