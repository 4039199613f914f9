import 'reflect-metadata';
import { listedVariables } from './variable.js';
import './settings.js';

const columns = listedVariables().map((variable) => [
  variable.listedAs,
  variable.default ?? 'unset',
  variable.meaning + (variable.live ? ' (live)' : ''),
]);
const widths = [0, 1].map((column) => Math.max(...columns.map((row) => row[column]?.length ?? 0)));

for (const [name = '', fallback = '', meaning = ''] of columns) {
  process.stdout.write(`${name.padEnd(widths[0] ?? 0)}  ${fallback.padEnd(widths[1] ?? 0)}  ${meaning}\n`);
}
process.stdout.write('\nEvery variable may come from a file instead: <NAME>_FILE=/path\n');
