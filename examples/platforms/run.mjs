/**
 * Runs the program with stand-ins of the five platforms around it, all on this machine, and says what can be tried. Ctrl-C ends
 * all of it.
 *
 *   npm run demo:platforms                  PORT=… chooses the port of the program, 3000 unless it is taken
 *   npm run demo:platforms -- --check       plays the flow by itself and ends; 1 when an answer is not as required
 */
import { createServer } from 'node:net';
import { DemoFailure } from '../demo/expect.mjs';
import { startOwn } from '../demo/program.mjs';
import { shortened } from '../demo/shorten.mjs';
import { check } from './check.mjs';
import { guide } from './guide.mjs';
import { environmentOf, startPlatforms } from './platforms.mjs';

const DEFAULT_PORT = 3000;

async function main() {
  const port = Number(process.env.PORT) || (await freePort(DEFAULT_PORT));
  const publicUrl = `http://localhost:${port}`;
  const platforms = await startPlatforms(publicUrl);
  const environment = { ...environmentOf(platforms), PORT: String(port), PUBLIC_URL: publicUrl };
  const program = await startOwn(environment);
  if (!process.argv.includes('--check')) {
    console.log(guide(publicUrl, program.admin, platforms));
    return;
  }
  try {
    await check(publicUrl, program.admin, platforms);
    console.log('\nEverything was as required.');
  } finally {
    await Promise.all([program.stop(), ...platforms.map((platform) => platform.close())]);
  }
}

/** That one, or any other when it is taken. */
function freePort(wanted) {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', (error) => (wanted === 0 ? fail(error) : done(freePort(0))));
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

main().catch((error) => {
  console.error(error instanceof DemoFailure ? shortened(error.message) : error);
  process.exit(1);
});
