import { useRef } from 'react';

/** Also where the page is served over plain http, which has no crypto.randomUUID. */
export function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * `Idempotency-Key` for a form: the same as long as what is sent stays the same, so that a second try after a lost answer does not
 * create a second thing.
 */
export function useOnceKey(): (body: unknown) => { 'Idempotency-Key': string } {
  const last = useRef<{ readonly body: string; readonly key: string } | null>(null);
  return (body) => {
    const sent = JSON.stringify(body);
    if (last.current?.body !== sent) last.current = { body: sent, key: randomKey() };
    return { 'Idempotency-Key': last.current.key };
  };
}
