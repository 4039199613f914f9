import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import pg from 'pg';

/** The least a Node program can do for this request: a digest and one prepared look-up. Nobody is asked for, nothing is logged. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.POOL_SIZE ?? 10) });
pool.on('error', (error) => console.error(error));

const text = 'SELECT token_id, generation, prefix, valid_until FROM api_token_secrets WHERE secret_hash = $1';

const server = createServer((request, response) => {
  if (request.method !== 'GET' || request.url !== '/v1/tokens/self') {
    response.writeHead(404).end();
    return;
  }
  void answer(request.headers.authorization ?? '', response);
});

/** @param {string} authorization @param {import('node:http').ServerResponse} response */
async function answer(authorization, response) {
  try {
    const hash = createHash('sha256').update(authorization.slice('Bearer '.length)).digest();
    const { rows } = await pool.query({ name: 'token', text, values: [hash] });
    const [row] = rows;
    const body = JSON.stringify(row ? { id: row.token_id, generation: row.generation, prefix: row.prefix } : {});
    response.writeHead(row ? 200 : 401, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  } catch (error) {
    console.error(error);
    response.writeHead(500).end();
  }
}

server.listen(Number(process.env.PORT), '127.0.0.1');
