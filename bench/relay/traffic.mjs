import { secretOf } from '../auth/tokens.mjs';

const secrets = [];

/** Of an answer: this file is imported once for each size, `?kilobytes=` says which. */
const kilobytes = Number(new URL(import.meta.url).searchParams.get('kilobytes') ?? 1);

/** Every request comes with the token of another bot, chosen at random. */
export function prepare(round) {
  for (let index = secrets.length + 1; index <= round.links; index += 1) secrets.push(secretOf(index));
  const head = `GET /v1/passthrough/kick/users?kilobytes=${kilobytes} HTTP/1.1\r\nHost: 127.0.0.1:${round.port}\r\nAccept: application/json\r\nAuthorization: Bearer `;
  return () => ({ question: {}, text: `${head}${secrets[Math.floor(Math.random() * round.links)]}\r\n\r\n` });
}

/** @param {string} body */
export const isRightAnswer = (body) => body.endsWith('"}]}') && body.length === kilobytes * 1024;
