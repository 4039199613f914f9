/** Goes on at once with what is known already: on paths that every request takes, a promise and its turn of the microtask queue cost more than the work. */
export function whenKnown<T, U>(value: T | Promise<T>, next: (value: T) => U | Promise<U>): U | Promise<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}
