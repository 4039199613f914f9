import type { ReactElement } from 'react';
import { SelectField } from './field';
import { textOf } from './form';

const OVERLAPS = [
  [0, 'at once: the old secret stops now'],
  [300, 'after 5 minutes'],
  [3600, 'after an hour'],
  [86_400, 'after a day'],
] as const;

/** How long the secret before keeps working, so that programs can be changed over without a gap. */
export function OverlapField(): ReactElement {
  return (
    <SelectField label="The old secret ends" name="overlap" defaultValue={3600}>
      {OVERLAPS.map(([seconds, text]) => (
        <option key={seconds} value={seconds}>
          {text}
        </option>
      ))}
    </SelectField>
  );
}

export const overlapOf = (values: FormData): number => Number(textOf(values, 'overlap'));
