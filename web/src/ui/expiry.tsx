import type { ReactElement } from 'react';
import { SelectField } from './field';
import { textOf } from './form';

const DAYS = [7, 30, 90, 365] as const;
const DAY_MS = 24 * 3600 * 1000;

/** How long something works. */
export function ExpiryField({ preset = 90 }: { readonly preset?: (typeof DAYS)[number] }): ReactElement {
  return (
    <SelectField label="Expires" name="expires" defaultValue={preset}>
      {DAYS.map((days) => (
        <option key={days} value={days}>
          in {days} days
        </option>
      ))}
      <option value="">never, or as late as this server allows</option>
    </SelectField>
  );
}

/** @param now in ms; the same for each try, so that a repeated request is the same request */
export function expiryOf(values: FormData, now: number): string | null {
  const days = textOf(values, 'expires');
  return days === '' ? null : new Date(now + Number(days) * DAY_MS).toISOString();
}
