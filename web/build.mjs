/**
 * Builds the console into web/dist, once for each state of its sources: `npm start` and `npm test` build every time, and most of the
 * time nothing here has changed. Beside each file lies what it is when compressed, so that nobody compresses while serving.
 */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const WEB = import.meta.dirname;
const STAMP = join(WEB, 'dist/.built-from');

const sources = [
  'package-lock.json',
  ...globSync('web/{index.html,*.mts,*.mjs,tsconfig.json,src/**/*.*}', { cwd: join(WEB, '..') }),
];

function stateOfSources() {
  const hash = createHash('sha256');
  for (const path of sources.sort()) hash.update(`${path}\0`).update(readFileSync(join(WEB, '..', path)));
  return hash.digest('hex');
}

function builtFrom() {
  try {
    return readFileSync(STAMP, 'utf8');
  } catch {
    return null;
  }
}

function compress() {
  for (const path of globSync('dist/assets/*.{js,css,svg}', { cwd: WEB })) {
    const file = join(WEB, path);
    const content = readFileSync(file);
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
  }
}

const state = stateOfSources();
if (builtFrom() !== state) {
  const { build } = await import('vite');
  await build({ configFile: join(WEB, 'vite.config.mts'), logLevel: 'error' });
  compress();
  writeFileSync(STAMP, state);
}
