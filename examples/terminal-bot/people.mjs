/** What people do in the console, for a story that plays without them. */

async function call(url, method, path, token, body) {
  const response = await fetch(`${url}/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** @returns {Promise<string>} an access token */
export async function signIn(url, login, password) {
  return (await call(url, 'POST', '/auth/login', null, { login, password })).access_token;
}

/** An admin makes a key for a bot service. @returns {Promise<string>} the key, shown this once */
export async function makeServiceKey(url, adminToken) {
  const body = { name: `terminal bot ${new Date().toISOString()}`, scopes: ['linking', 'chat'] };
  return (await call(url, 'POST', '/admin/service-keys', adminToken, body)).key;
}

/** Somebody opens a link, sees who asks, and confirms. */
export async function confirmLink(url, token, linkToken) {
  await call(url, 'POST', `/platform-linking/tokens/${linkToken}/confirm`, token);
}
