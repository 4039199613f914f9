import { parseArgs } from 'node:util';
import { openServer } from '../resolve/database.mjs';
import { printMachine } from '../resolve/report.mjs';
import { measureIdle } from './measure-idle.mjs';
import { measureStalled } from './measure-stalled.mjs';
import { measureTurns } from './measure-turns.mjs';
import { Reader } from './reader.mjs';
import { startSetting, STREAMS_PER_PERSON, TURNS_PER_PERSON } from './setting.mjs';

/** Streams of many turns, idle ones, and readers that take nothing: the program beside the same by Nest's `@Sse`, which stores nothing. */
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'turns,stalled,idle' },
    idle: { type: 'string', default: '5000' },
    turns: { type: 'string', default: '300' },
    rate: { type: 'string', default: '30' },
    seconds: { type: 'string', default: '8' },
    stalled: { type: 'string', default: '200' },
    // A folder for a CPU profile of the program.
    profile: { type: 'string' },
  },
});
const [idle, turns, rate, seconds, stalled] = ['idle', 'turns', 'rate', 'seconds', 'stalled'].map((name) =>
  Number(values[name]),
);
const parts = values.only.split(',');
const people = Math.ceil(Math.max(idle / (STREAMS_PER_PERSON - 1), turns / TURNS_PER_PERSON, 5));
/** Words that are said before the measurement, and while it is set up: on a busy machine that takes long. */
const AHEAD_SECONDS = 60;

async function compareTurns({ own, peer, say, cancel }, databaseUrl) {
  const words = rate * (seconds + AHEAD_SECONDS);
  const query = `words=${words}&perSecond=${rate}`;
  const target = (i) => say(Math.floor(i / TURNS_PER_PERSON), `${words} ${rate}`);
  const load = { turns, rate, seconds, databaseUrl };
  console.table([
    await measureTurns({ name: 'Understudy', child: own, target, end: ({ turn }) => void cancel(turn) }, load),
    await measureTurns(
      {
        name: 'Nest @Sse',
        child: peer,
        target: () => ({ port: peer.port, path: `/stream?${query}` }),
        end: (reader) => reader.leave(),
      },
      load,
    ),
  ]);
}

async function tellStalled({ own, say, follow }) {
  console.table([await measureStalled(own, { say, follow, stalled })]);
}

async function compareIdle({ own, peer, say, follow }) {
  const running = [];
  for (let person = 0; person < people; person++) running.push((await Reader.open(say(person, 'idle'))).turn);
  const target = (i) => follow(running[Math.floor(i / (STREAMS_PER_PERSON - 1)) % running.length]);
  console.table([
    await measureIdle({ name: 'Understudy', child: own, target }, idle),
    await measureIdle(
      { name: 'Nest @Sse', child: peer, target: () => ({ port: peer.port, path: '/stream?words=idle' }) },
      idle,
    ),
  ]);
}

const server = await openServer();
const database = await server.create('streams');
let setting;
try {
  setting = await startSetting({ databaseUrl: database.url, people, profile: values.profile });
  printMachine(server.about);
  if (parts.includes('turns')) await compareTurns(setting, database.url);
  if (parts.includes('stalled')) await tellStalled(setting);
  if (parts.includes('idle')) await compareIdle(setting);
} finally {
  await setting?.stop();
  await database.drop();
  await server.stop();
}
process.exit(0);
