import { secretOf, tokenId } from './tokens.mjs';

const secrets = [];

/** Every request comes with another token, chosen at random: no server gains by remembering the last one. */
export function prepare(round) {
  for (let index = secrets.length + 1; index <= round.links; index += 1) secrets.push(secretOf(index));
  const head = `GET /v1/tokens/self HTTP/1.1\r\nHost: 127.0.0.1:${round.port}\r\nAuthorization: Bearer `;
  return () => {
    const index = 1 + Math.floor(Math.random() * round.links);
    return { question: { id: tokenId(index) }, text: `${head}${secrets[index - 1]}\r\n\r\n` };
  };
}

/** @param {string} body @param {{ id: string }} question */
export function isRightAnswer(body, question) {
  try {
    return JSON.parse(body).id === question.id;
  } catch {
    return false;
  }
}
