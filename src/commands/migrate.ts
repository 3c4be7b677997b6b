import type { Config } from '../config.js';
import { withDatabase } from './with-database.js';

export async function migrateCommand(config: Config): Promise<number> {
  await withDatabase(config, async () => {});
  process.stdout.write('the database is up to date\n');
  return 0;
}
