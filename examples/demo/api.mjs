import { DemoFailure, differences, number, text } from './expect.mjs';
import { shortened } from './shorten.mjs';

/** Somebody who calls the program, with the credential that says who it is. */
export class Actor {
  #baseUrl;
  #headers;

  /** @param {string} baseUrl @param {string} name as printed @param {Record<string, string>} headers the credential */
  constructor(baseUrl, name, headers = {}) {
    this.#baseUrl = baseUrl;
    this.#headers = headers;
    this.name = name;
  }

  /** Calls, prints, compares. `expected` = {status, code?, body?, headers?}; `code` is the code of a problem document. */
  async call(method, path, expected, { body, headers } = {}) {
    const raw = typeof body === 'string' ? body : JSON.stringify(body);
    console.log(shortened(`  ${this.name}: ${method} ${path}${raw === undefined ? '' : ` ${raw}`}`));
    const response = await fetch(this.#baseUrl + path, {
      method,
      redirect: 'manual',
      headers: { ...this.#headers, ...headers, ...(raw === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(raw === undefined ? {} : { body: raw }),
    });
    const answer = await readAnswer(response);
    console.log(shortened(`    ${answer.status} ${answer.line}`));
    requireAsExpected(answer, expected, `${method} ${path}`);
    return answer.body;
  }

  get(path, expected) {
    return this.call('GET', path, expected);
  }

  post(path, body, expected, headers = {}) {
    return this.call('POST', path, expected, { body, headers });
  }

  delete(path, expected) {
    return this.call('DELETE', path, expected);
  }
}

async function readAnswer(response) {
  const raw = await response.text();
  const json = /json/.test(response.headers.get('content-type') ?? '');
  const body = json ? JSON.parse(raw) : raw;
  return { status: response.status, headers: Object.fromEntries(response.headers), body, line: lineOf(body, raw) };
}

/** A problem is told by its code; everything else is shown as it came. */
function lineOf(body, raw) {
  if (!body?.error_code) return raw === '' ? '(no body)' : raw;
  const { type, title, status, instance, error_code: errorCode, code, ...rest } = body;
  return `${code} (${errorCode}) "${title}"${Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : ''}`;
}

function requireAsExpected(answer, { status, code, body, headers }, what) {
  const problems = [
    ...differences(status, answer.status, 'the status'),
    ...differences(headers ?? {}, answer.headers, 'the header'),
    ...(code === undefined ? [] : problemDifferences(answer, status, code)),
    ...(body === undefined ? [] : differences(body, answer.body)),
  ];
  if (problems.length > 0)
    throw new DemoFailure(`Not as required: ${what}\n${problems.map((line) => `  - ${line}`).join('\n')}`);
}

/** Every refusal is an RFC 9457 document whose `instance` is the request id. */
function problemDifferences({ body, headers }, status, code) {
  return [
    ...differences('application/problem+json; charset=utf-8', headers['content-type'], 'the content type'),
    ...differences(
      { type: text, title: text, status, code, error_code: number, instance: headers['x-request-id'] },
      body,
    ),
  ];
}
