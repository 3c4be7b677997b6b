import { createGunzip } from 'node:zlib';
import request from 'supertest';
import { extract } from 'tar-stream';
import { useApi } from '../support/api.js';
import { tinyExercise } from '../support/tiny-exercise.js';

const api = useApi();
const get = (path: string) => request(api.app).get(path).set('Authorization', `Bearer ${api.tokens.learner}`);

test('exercises are listed', async () => {
  const { status, body } = await get('/api/v1/exercises');
  expect(status).toBe(200);
  expect(body.items).toEqual([expect.objectContaining({ slug: 'tiny', title: 'Double', maxScore: 3 })]);
});

test('an exercise shows its statement, starter, public tests and limits, and nothing hidden', async () => {
  const { status, body, text } = await get('/api/v1/exercises/tiny');
  expect(status).toBe(200);
  expect(body).toMatchObject({ slug: 'tiny', editable: ['double.go'], publicTests: ['double_test.go'], limits: { memoryMb: 256 } });
  expect(body.starter['double.go']).toBe(tinyExercise.starter['double.go']);
  expect(text).not.toContain('secret');
});

test('the starter is an archive with exactly the starter files', async () => {
  const { status, body, headers } = await get('/api/v1/exercises/tiny/starter.tar.gz').buffer(true).parse(collect);
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('application/gzip');
  expect(await entries(body as Buffer)).toEqual(
    Object.fromEntries(Object.entries(tinyExercise.starter).map(([name, text]) => [`tiny/${name}`, text])),
  );
});

test.each(['nope', '..', '%2e%2e', 'a'.repeat(200)])('exercise %s is a problem document', async (slug) => {
  for (const path of [`/api/v1/exercises/${slug}`, `/api/v1/exercises/${slug}/starter.tar.gz`]) {
    const reply = await get(path);
    expect([404, 422]).toContain(reply.status);
    expect(reply.headers['content-type']).toMatch('application/problem+json');
  }
});

function collect(res: request.Response, done: (error: Error | null, body: Buffer) => void): void {
  // superagent hands its parsers the raw message, whatever its types say.
  const message = res as unknown as NodeJS.ReadableStream;
  const chunks: Buffer[] = [];
  message.on('data', (chunk: Buffer) => chunks.push(chunk));
  message.on('end', () => done(null, Buffer.concat(chunks)));
}

async function entries(archive: Buffer): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const tar = extract();
  const gunzip = createGunzip();
  gunzip.pipe(tar);
  gunzip.end(archive);
  for await (const entry of tar) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    found[entry.header.name] = Buffer.concat(chunks).toString();
  }
  return found;
}
