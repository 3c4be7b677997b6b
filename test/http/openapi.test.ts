import { readFileSync } from 'node:fs';
import path from 'node:path';
import request from 'supertest';
import { root } from '../../src/config.js';
import { useApi } from '../support/api.js';

const api = useApi();

test('docs/openapi.json is what the routes say (`npm run openapi` writes it anew)', async () => {
  const { body } = await request(api.app).get('/openapi.json');
  expect(JSON.parse(readFileSync(path.join(root, 'docs', 'openapi.json'), 'utf8'))).toEqual(body);
});

test('/docs fetches nothing from elsewhere', async () => {
  const page = await request(api.app).get('/docs/');
  expect(page.status).toBe(200);
  const links = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]);
  expect(links.length).toBeGreaterThan(0);
  for (const link of links) expect(link).toMatch(/^\.\//);
});

test('an address that does not exist is a problem document', async () => {
  const { status, body } = await request(api.app).get('/api/v2/anything');
  expect(status).toBe(404);
  expect(body.type).toBe('/problems/route_not_found');
});

test('/healthz and /readyz answer without a token', async () => {
  expect((await request(api.app).get('/healthz')).body).toEqual({ alive: true });
  const ready = await request(api.app).get('/readyz');
  expect(ready.status).toBe(200);
  expect(ready.body).toEqual({
    ready: true,
    parts: [
      { name: 'database', ok: true },
      { name: 'queue', ok: true },
    ],
  });
});
