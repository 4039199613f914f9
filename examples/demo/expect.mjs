/** What an answer has to look like: plain values, or functions that judge one value. */

/** Ends the demo: an answer is not what the contract says, or there is nothing to play against. */
export class DemoFailure extends Error {}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Names a judging function, so that a failure can say what was wanted. */
const named = (name, judge) => Object.defineProperty(judge, 'name', { value: name });
const matching = (name, pattern) => named(name, (value) => typeof value === 'string' && pattern.test(value));

export const uuid = matching('a UUID', UUID);
export const time = matching('an ISO 8601 time in UTC', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$/);
export const linkToken = matching('32 bytes in url-safe base64', /^[A-Za-z0-9_-]{43}$/);
export const serviceKey = matching('a service key', /^us_svc_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
export const sixDigits = matching('six digits', /^\d{6}$/);
export const text = matching('a text', /./);
export const number = named('a number', (value) => typeof value === 'number');
export const absentOrNull = named('null or absent', (value) => value === undefined || value === null);
export const absent = named('absent', (value) => value === undefined);
export const endingWith = (end) => named(`a text ending with ${end}`, (value) => String(value).endsWith(end));
export const including = (member) => named(`a list with ${JSON.stringify(member)}`, (list) => includes(list, member));

const includes = (list, wanted) =>
  Array.isArray(list) && list.some((member) => differences(wanted, member).length === 0);

/** Every place where `actual` is not what `wanted` asks for. Members nobody asks for are fine. */
export function differences(wanted, actual, path = 'the answer') {
  if (typeof wanted === 'function')
    return wanted(actual) ? [] : [`${path} should be ${wanted.name}, not ${show(actual)}`];
  if (typeof wanted !== 'object' || wanted === null) {
    return Object.is(wanted, actual) ? [] : [`${path} should be ${show(wanted)}, not ${show(actual)}`];
  }
  if (typeof actual !== 'object' || actual === null) return [`${path} should be ${show(wanted)}, not ${show(actual)}`];
  const sizes = Array.isArray(wanted) && actual.length !== wanted.length;
  if (sizes) return [`${path} should have ${wanted.length} entries, not ${actual.length}`];
  return Object.keys(wanted).flatMap((key) => differences(wanted[key], actual[key], `${path}.${key}`));
}

const show = (value) => (value === undefined ? 'absent' : JSON.stringify(value));
