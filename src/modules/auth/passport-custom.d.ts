/** The package brings no types; this is what we use of it. */
declare module 'passport-custom' {
  export class Strategy {
    constructor(options: { readonly passOptionsToCallback: true }, verify: (...given: readonly unknown[]) => void);
    authenticate(request: unknown, options?: unknown): void;
  }
}
