import { randomInt } from 'node:crypto';
import type { Person } from './words.js';

export type NewPerson = Pick<Person, 'login'> & Partial<Person>;

/** Everybody with an account on the platform. */
export class People {
  private readonly byId = new Map<string, Person>();

  /** @param makeId an id as the platform makes them */
  constructor(
    private readonly makeId: () => string,
    private readonly makeChannel: (login: string) => string | null,
  ) {}

  /** Whoever has that id is replaced: people change their names. */
  add({ login, id = this.makeId(), displayName = login, channel = this.makeChannel(login) }: NewPerson): Person {
    const person = { id, login, displayName, channel };
    this.byId.set(id, person);
    return person;
  }

  all(): Person[] {
    return [...this.byId.values()];
  }

  /** As they are now; tokens remember them as they were. */
  current(person: Person): Person {
    return this.byId.get(person.id) ?? person;
  }

  find(idOrLogin: string): Person | null {
    return this.byId.get(idOrLogin) ?? this.all().find(({ login }) => login === idOrLogin) ?? null;
  }
}

/** @returns that many digits, the first one not 0 */
export const digits = (count: number): string =>
  String(randomInt(1, 10)) + Array.from({ length: count - 1 }, () => randomInt(10)).join('');
