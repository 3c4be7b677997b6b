import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { SetupError } from './steps.mjs';

// Engine API 1.41 is Docker 20.10, the oldest that is supported; newer engines may refuse to speak anything older than theirs,
// so the version is left out of the path and each engine uses its own.

/**
 * @typedef {object} Request
 * @property {Record<string, string>} [query]
 * @property {unknown} [json] sent as the body
 * @property {import('node:stream').Readable} [body] sent as the body, a tar archive
 * @property {AbortSignal} [signal]
 */

/** How to reach the engine at an address in the form of `DOCKER_HOST`. @param {string} address */
function connection(address) {
  const url = new URL(address);
  if (url.protocol === 'unix:') return { request: httpRequest, options: { socketPath: url.pathname } };
  if (!['tcp:', 'http:', 'https:'].includes(url.protocol)) {
    throw new SetupError(`DOCKER_HOST=${address}: Raceway reaches an engine over unix:// or tcp:// only.`);
  }
  const place = { host: url.hostname, port: url.port || '2375' };
  const secure = url.protocol === 'https:' || process.env.DOCKER_TLS_VERIFY;
  if (!secure) return { request: httpRequest, options: place };
  const folder = process.env.DOCKER_CERT_PATH ?? '';
  const [ca, cert, key] = ['ca.pem', 'cert.pem', 'key.pem'].map((name) => readFileSync(join(folder, name)));
  return { request: httpsRequest, options: { ...place, ca, cert, key } };
}

/**
 * Asks the engine.
 * @param {string} address as in `DOCKER_HOST`
 * @param {string} method
 * @param {string} path
 * @param {Request} [what]
 * @returns {Promise<import('node:http').IncomingMessage>} the answer, whatever its status
 */
export async function ask(address, method, path, { query = {}, json, body, signal } = {}) {
  const { request, options } = connection(address);
  const search = new URLSearchParams(query).toString();
  const outgoing = request({
    ...options,
    method,
    path: search ? `${path}?${search}` : path,
    headers: {
      host: 'docker',
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...(body === undefined ? {} : { 'content-type': 'application/x-tar' }),
    },
    ...(signal ? { signal } : {}),
  });
  const answer = new Promise((resolve, reject) => outgoing.once('response', resolve).once('error', reject));
  if (body) {
    // The engine may answer, and close, before it has read everything: its answer says more than the broken pipe.
    pipeline(body, outgoing).catch(() => {});
  } else {
    outgoing.end(json === undefined ? undefined : JSON.stringify(json));
  }
  return answer;
}

/**
 * Asks the engine, and reads the answer.
 * @param {string} address
 * @param {string} method
 * @param {string} path
 * @param {Request} [what]
 * @returns {Promise<any>} the JSON of the answer, or its text where it is none; `any`, for it has another form at each address, and
 *   set-up runs before there are schemas
 * @throws {SetupError} with the engine's message for a status of 400 or above
 */
export async function call(address, method, path, what) {
  const answer = await ask(address, method, path, what);
  const body = await text(answer);
  const isJson = answer.headers['content-type']?.startsWith('application/json');
  if ((answer.statusCode ?? 500) < 400) return isJson && body ? JSON.parse(body) : body;
  throw new SetupError(`Docker refused ${method} ${path}: ${isJson ? JSON.parse(body).message : body.trim()}`);
}

/**
 * Asks for something that reports progress line by line, such as a build, and follows it to its end.
 * @param {string} address
 * @param {string} path of a POST
 * @param {Request} what
 * @param {(line: { stream?: string, status?: string, id?: string, progress?: string }) => void} onLine
 * @throws {SetupError} when the engine reports an error
 */
export async function follow(address, path, what, onLine) {
  const answer = await ask(address, 'POST', path, what);
  if ((answer.statusCode ?? 500) >= 400) {
    throw new SetupError(`Docker refused ${path}: ${(await text(answer)).trim()}`);
  }
  let rest = '';
  for await (const chunk of answer.setEncoding('utf8')) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines.filter((line) => line.trim())) {
      const message = JSON.parse(line);
      if (message.error) throw new SetupError(message.error.trim());
      onLine(message);
    }
  }
}
