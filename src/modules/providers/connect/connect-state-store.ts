import type { StateStore } from 'passport-oauth2';

/** Where a flow waits for the browser: whoever connects keeps its states, hashed, once, bound to whom and what they are for. */
export interface ConnectStateStore {
  /** @returns a fresh state */
  keep(verifier: string | null): Promise<string>;
  /** Once; null: unknown, used, expired, or not of this flow. */
  take(state: string): Promise<{ readonly verifier: string | null } | null>;
}

/**
 * Our store in passport's words. Passport counts the parameters of `store`: five get the verifier of PKCE, and it wants the verifier back
 * in place of a plain "ok".
 */
export function passportStore(states: ConnectStateStore): StateStore {
  return {
    store(_request, verifier, _state, _meta, done) {
      void states
        .keep(verifier ?? null)
        .then((state) => done(null, state))
        .catch(done);
    },
    verify(_request, state, _meta, done) {
      void states
        .take(state ?? '')
        .then((taken) => done(null, taken !== null && (taken.verifier ?? true)))
        .catch(done);
    },
  };
}
