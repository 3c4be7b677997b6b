import { Redis } from 'ioredis';

/** The URL of an empty database of the Redis for tests; each file has a number of its own. */
export async function emptyRedis(database: number): Promise<string> {
  const url = `${process.env.TEST_REDIS_URL}/${database}`;
  const client = new Redis(url);
  await client.flushdb();
  client.disconnect();
  return url;
}
