import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { secretOf } from '../auth/tokens.mjs';

/** @param {number} pid @returns {number} megabytes that the process holds */
const residentMegabytes = (pid) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/**
 * What slow answers cost while they are on their way.
 *
 * @param {import('../resolve/servers/child.mjs').Child} child @param {number} bots @param {number} answers
 */
export async function measureSlowAnswers(child, bots, answers) {
  await sleep(1000);
  const before = residentMegabytes(child.pid);
  const begun = [];
  for (let i = 0; i < answers; i += 1) {
    const headers = { authorization: `Bearer ${secretOf(1 + (i % bots))}` };
    begun.push(
      new Promise((resolve) => {
        const asked = request({
          port: child.port,
          host: '127.0.0.1',
          path: '/v1/passthrough/kick/slow',
          headers,
          agent: false,
        });
        asked.on('response', (response) => {
          response.resume();
          response.on('error', () => {});
          resolve({ asked, status: response.statusCode });
        });
        asked.on('error', () => resolve({ asked, status: 0 }));
        asked.end();
      }),
    );
  }
  const open = await Promise.all(begun);
  await sleep(3000);
  const during = residentMegabytes(child.pid);
  open.forEach(({ asked }) => asked.destroy());
  return { before, during, running: open.filter(({ status }) => status === 200).length };
}
