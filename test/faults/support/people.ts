import { givenHuman, type Human, type Place } from '../../support/given.js';

/** People who registered and signed in, so many at once as the program hashes passwords without refusing. */
export async function givenPeople(place: Place, count: number): Promise<Human[]> {
  const people: Human[] = [];
  while (people.length < count) {
    const some = Math.min(10, count - people.length);
    people.push(...(await Promise.all(Array.from({ length: some }, () => givenHuman(place)))));
  }
  return people;
}
