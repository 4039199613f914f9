/**
 * A bot service and two people play the whole link flow against a running program, over HTTP only. Every answer is
 * compared with what the contract says; the first that differs ends the demo with exit code 1.
 *
 *   npm run demo                          starts a program of its own, unless one answers at http://127.0.0.1:3000
 *   UNDERSTUDY_URL=… ADMIN_PASSWORD=… npm run demo      plays against that one
 */
import { DemoFailure } from './expect.mjs';
import { openProgram } from './program.mjs';
import { meetTheCast, sayGoodbye } from './scenes/cast.mjs';
import { linkAnIdentity } from './scenes/first-link.mjs';
import { useOldLinks } from './scenes/old-links.mjs';
import { useOriginalPaths } from './scenes/original-paths.mjs';
import { beRefused } from './scenes/refusals.mjs';
import { proveFromBothSides } from './scenes/two-sided-proof.mjs';
import { unlinkAnIdentity } from './scenes/unlink.mjs';
import { shortened } from './shorten.mjs';

async function play(program) {
  const cast = await meetTheCast(program);
  try {
    const link = await linkAnIdentity(cast);
    await unlinkAnIdentity(cast, link);
    await useOldLinks(cast);
    await proveFromBothSides(cast);
    await beRefused(cast);
    await useOriginalPaths(cast);
  } catch (error) {
    // The first thing that went wrong is the one to tell of.
    await sayGoodbye(cast).catch(() => undefined);
    throw error;
  }
  await sayGoodbye(cast);
}

async function main() {
  const program = await openProgram();
  try {
    console.log(`Playing against ${program.url}`);
    await play(program);
    console.log('\nEverything was as required.');
  } finally {
    await program.stop();
  }
}

main().catch((error) => {
  const known = error instanceof DemoFailure;
  console.error(known ? `\n${shortened(error.message)}` : error);
  process.exitCode = 1;
});
