import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of package.json, which lies in the folder that npm and the image start the program from. */
export const VERSION = readVersion(process.cwd());

function readVersion(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return version;
}
