/**
 * Runs the program, a stand-in of Twitch with its chat, and the chat worker, and plays how a bot comes into a channel, speaks and
 * leaves. Ends by itself; 1 when something is not as required.
 *
 *   npm run demo:worker
 */
import { DemoFailure } from '../demo/expect.mjs';
import { startOwn } from '../demo/program.mjs';
import { shortened } from '../demo/shorten.mjs';
import { play } from './play.mjs';
import { startTwitch } from './stage.mjs';

async function main() {
  // Its callbacks are never called here: the demo hands in the codes itself.
  const { twitch, chat, close } = await startTwitch('http://localhost:3000');
  try {
    const program = await startOwn(twitch.environment());
    try {
      await play({ url: program.url, credentials: program.admin, twitch, chat });
    } finally {
      await program.stop();
    }
  } finally {
    await close();
  }
  console.log('\nEverything was as required.');
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error instanceof DemoFailure ? shortened(error.message) : error);
    process.exit(1);
  },
);
