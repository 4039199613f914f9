import type { KeyRing } from '../../common/crypto/key-ring.js';
import { SealedBox, UnsealError } from '../../common/crypto/sealed-box.js';
import type { SealedValue, SealedValues } from './sealed-values.js';

const PAGE = 200;

/** What another program changes while we look is found sealed by its key in the next pass. */
const PASSES = 5;

/** What became of the values of one column. */
export interface ColumnReport {
  readonly name: string;
  /** Sealed anew under the first key. */
  readonly rewritten: number;
  /** That open, under whichever key. */
  readonly good: number;
  /** That no key opens at their place. */
  readonly altered: number;
  /** How many values still need which other key. */
  readonly needs: ReadonlyMap<string, number>;
}

/**
 * Seals everything anew under the first key of the ring. The program may run meanwhile: a value is replaced only if it is still the one that
 * was read. It can be stopped at any moment and started again, as what is done is seen from the values themselves.
 */
export class KeyRotation {
  private readonly box: SealedBox;

  constructor(private readonly ring: KeyRing) {
    this.box = new SealedBox(ring);
  }

  async rotate(values: SealedValues): Promise<ColumnReport> {
    let rewritten = 0;
    for (let pass = 0; pass < PASSES; pass++) {
      const done = await this.pass(values);
      if (done === 0) break;
      rewritten += done;
    }
    return { name: values.name, rewritten, ...(await this.verify(values)) };
  }

  private async pass(values: SealedValues): Promise<number> {
    let done = 0;
    for await (const value of pagesOf(values, this.ring.current)) {
      const plain = this.opened(value);
      if (plain === null) continue;
      if (await values.replace(value, this.sealedAnew(plain, value.place))) done++;
    }
    return done;
  }

  /** Opened again before it replaces anything: a value that cannot be read back would be lost. */
  private sealedAnew(plain: Buffer, place: string): string {
    const anew = this.box.seal(plain, place);
    if (!this.box.open(anew, place).equals(plain)) throw new Error(`What was sealed for ${place} does not open again`);
    return anew;
  }

  /** Opens every value there is. */
  private async verify(values: SealedValues): Promise<Omit<ColumnReport, 'name' | 'rewritten'>> {
    const needs = new Map<string, number>();
    let [good, altered] = [0, 0];
    for await (const value of pagesOf(values, null)) {
      const keyId = value.sealed.slice(0, value.sealed.lastIndexOf('.'));
      if (keyId !== this.ring.current) needs.set(keyId, (needs.get(keyId) ?? 0) + 1);
      if (this.opened(value) !== null) good++;
      else if (this.ring.keys.has(keyId)) altered++;
    }
    return { good, altered, needs };
  }

  private opened({ sealed, place }: SealedValue): Buffer | null {
    try {
      return this.box.open(sealed, place);
    } catch (error) {
      if (error instanceof UnsealError) return null;
      throw error;
    }
  }
}

async function* pagesOf(values: SealedValues, notBy: string | null): AsyncGenerator<SealedValue> {
  for (let after: SealedValue['key'] | null = null; ;) {
    const page: SealedValue[] = await values.page(notBy, after, PAGE);
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.key;
  }
}
