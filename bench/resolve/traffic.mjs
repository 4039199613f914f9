/**
 * The one place that says which links exist and who owns them. Seeding (SQL) and checking
 * (JavaScript) both derive from it, so every answer can be checked without asking the database.
 */
export const platform = 'DISCORD';
export const linksPerUser = 100;
export const unlinkedShare = 0.1;

/** Eighteen digits like a Discord id: every body then has the same length. */
const firstLinked = 100_000_000_000_000_000n;
const firstUnlinked = 900_000_000_000_000_000n;

/** @param {number} index from 1 to the number of links */
export const linkedId = (index) => String(firstLinked + BigInt(index));

/** @param {number} index */
export const unlinkedId = (index) => String(firstUnlinked + BigInt(index));

/** @param {number} index of the link */
export function ownerOf(index) {
  const user = Math.ceil(index / linksPerUser);
  return `00000000-0000-4000-8000-${user.toString(16).padStart(12, '0')}`;
}

/** The same three rules as SQL expressions over a series column `n`. */
export const sql = {
  linkedId: `(${firstLinked} + n)::text`,
  userId: `('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`,
  ownerId: `('00000000-0000-4000-8000-' || lpad(to_hex((n + ${linksPerUser - 1}) / ${linksPerUser}), 12, '0'))::uuid`,
};

/**
 * @typedef {{ platformUserId: string, userId: string | null }} Question what is asked, and the
 *   only acceptable answer
 */

/** @param {number} links @returns {Question} */
export function randomQuestion(links) {
  const index = 1 + Math.floor(Math.random() * links);
  if (Math.random() < unlinkedShare) return { platformUserId: unlinkedId(index), userId: null };
  return { platformUserId: linkedId(index), userId: ownerOf(index) };
}

/**
 * What one connection sends, again and again.
 *
 * @param {import('./load/main.mjs').Round} round
 * @returns {() => { question: Question, text: string }}
 */
export function prepare(round) {
  const head =
    `POST /v1/platform-linking/resolve HTTP/1.1\r\nHost: 127.0.0.1:${round.port}\r\n` +
    `Content-Type: application/json\r\nX-Bot-API-Key: ${round.key}\r\nContent-Length: `;
  return () => {
    const question = randomQuestion(round.links);
    const body = `{"platform":"${platform}","platform_user_id":"${question.platformUserId}"}`;
    return { question, text: `${head}${body.length}\r\n\r\n${body}` };
  };
}

/** @param {string} body @param {Question} question */
export function isRightAnswer(body, question) {
  try {
    const answer = JSON.parse(body);
    if (question.userId === null) return answer.linked === false && !answer.user_id;
    return answer.linked === true && answer.user_id === question.userId;
  } catch {
    return false;
  }
}
